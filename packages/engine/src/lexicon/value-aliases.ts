/** Spellings that mean the same value. A spelling counts only for columns that hold another member of its group. */
const GROUPS = `
usa|us|u s|u s a|united states|united states of america|america|american|americans
uk|u k|united kingdom|britain|great britain|british|england|english
germany|german|germans|deutschland
france|french
italy|italian|italians
spain|spanish
china|chinese
japan|japanese
russia|russian|russian federation
brazil|brazilian
canada|canadian|canadians
mexico|mexican
australia|australian|australians
india|indian
netherlands|dutch|holland
sweden|swedish
norway|norwegian
denmark|danish
finland|finnish
poland|polish
switzerland|swiss
austria|austrian
belgium|belgian
portugal|portuguese
greece|greek
turkey|turkish
ireland|irish
scotland|scottish
argentina|argentinian|argentine
korea|south korea|korean
new zealand|new zealander
south africa|south african
africa|african
europe|european
asia|asian
female|f|woman|women|girl|girls|females|lady|ladies
male|m|man|men|boy|boys|males|gentleman|gentlemen|guy|guys
yes|y|true|t|1
home|h
away|a
won|w|win
lost|l|loss
drawn|drew|draw|d
no|n|false|f|0
new york|ny|nyc|new york city
california|ca
texas|tx
florida|fl
washington|wa
illinois|il
massachusetts|ma
pennsylvania|pa
ohio|oh
georgia|ga
michigan|mi
arizona|az
colorado|co
virginia|va
new jersey|nj
north carolina|nc
minnesota|mn
wisconsin|wi
maryland|md
tennessee|tn
missouri|mo
indiana|in
alabama|al
louisiana|la
kentucky|ky
oregon|or
oklahoma|ok
connecticut|ct
iowa|ia
nevada|nv
utah|ut
los angeles|la|lax
san francisco|sf
cancelled|canceled|cancellation|cancellations
completed|complete|done|finished
delivered|delivery
shipped|shipping
paid|payed
returned|return|returns
january|jan
february|feb
march|mar
april|apr
june|jun
july|jul
august|aug
september|sep|sept
october|oct
november|nov
december|dec
monday|mon
tuesday|tue
wednesday|wed
thursday|thu
friday|fri
saturday|sat
sunday|sun
bachelor|bachelors|ba|bs
master|masters|ms|ma
doctorate|phd
`;

function buildAliases(): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>();
  for (const line of GROUPS.trim().split("\n")) {
    const group = line.split("|");
    for (const member of group) {
      const others = group.filter((other) => other !== member);
      aliases.set(member, [...(aliases.get(member) ?? []), ...others]);
    }
  }
  return aliases;
}

export const VALUE_ALIASES = buildAliases();
