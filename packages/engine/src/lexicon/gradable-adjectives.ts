export interface Gradable {
  /** Plain, comparative and superlative form. */
  readonly forms: readonly [string, string, string];
  /** Stretches up ("older" = more age) or down ("younger" = less age) along its columns. */
  readonly direction: "up" | "down";
  /** Words of columns it usually measures, most typical first. A leading "-" turns the direction: older = earlier birth date. */
  readonly columns: readonly string[];
}

const TABLE = `
old older oldest | up | age -birth -birthday -dob -founded -formed -built -opened -established -year -date
elderly elder eldest | up | age -birth -birthday
young younger youngest | down | age -birth -birthday -dob -founded -formed -built -opened -established -date
new newer newest | down | age -founded -formed -built -opened -launch -date -year -created
recent more-recent most-recent | up | date year time created timestamp start
recent recently latest | up | date year time created timestamp start
recently more-recently most-recently | up | date year time created timestamp start
late later last | up | date year time start end
early earlier earliest | down | date year time start founded
tall taller tallest | up | height elevation tall
short shorter shortest | down | height length duration time short runtime milliseconds seconds minutes hours
long longer longest | up | length duration distance time runtime long milliseconds seconds minutes hours
high higher highest | up | height elevation altitude score price salary rating grade
low lower lowest | down | height elevation altitude score price salary rating grade
heavy heavier heaviest | up | weight mass heavy
light lighter lightest | down | weight mass
big bigger biggest | up | size population area capacity amount total
large larger largest | up | size area population capacity amount total
small smaller smallest | down | size area population capacity amount total
great greater greatest | up | amount total score size
wide wider widest | up | width
narrow narrower narrowest | down | width
deep deeper deepest | up | depth
shallow shallower shallowest | down | depth
fast faster fastest | up | speed velocity -time -duration -lap rate acceleration -minutes -seconds -hours -days
quick quicker quickest | up | speed -time -duration -minutes -seconds -hours -days
slow slower slowest | down | speed velocity -time -duration -lap -minutes -seconds -hours -days
expensive more-expensive most-expensive | up | price cost fee amount rate budget value fare
costly costlier costliest | up | price cost fee amount
dear dearer dearest | up | price cost fee amount rate budget value fare
pricey pricier priciest | up | price cost
cheap cheaper cheapest | down | price cost fee amount rate fare budget
well-paid better-paid best-paid | up | salary wage pay income
highly-paid higher-paid highest-paid | up | salary wage pay income
poorly-paid worse-paid worst-paid | down | salary wage pay income
low-paid lower-paid lowest-paid | down | salary wage pay income
rich richer richest | up | income salary wealth networth worth assets money balance
wealthy wealthier wealthiest | up | income wealth networth worth assets
poor poorer poorest | down | income wealth salary
good better best | up | rating score rank-grade performance points result
bad worse worst | down | rating score performance points result
rainy rainier rainiest | up | precipitation rain rainfall
wet wetter wettest | up | precipitation rain rainfall humidity
dry drier driest | down | precipitation rain rainfall humidity
windy windier windiest | up | wind windspeed gust
gusty gustier gustiest | up | gust wind
foggy foggier foggiest | down | visibility
snowy snowier snowiest | up | snow snowfall
hot hotter hottest | up | temperature temp heat
warm warmer warmest | up | temperature temp
cold colder coldest | down | temperature temp
cool cooler coolest | down | temperature temp
bright brighter brightest | up | brightness magnitude
strong stronger strongest | up | strength power horsepower magnitude
powerful more-powerful most-powerful | up | power horsepower
weak weaker weakest | down | strength power
popular more-popular most-popular | up | popularity popular votes views sales downloads followers
populous more-populous most-populous | up | population
crowded more-crowded most-crowded | up | population density attendance
dense denser densest | up | density
close closer closest | down | distance
near nearer nearest | down | distance
far farther farthest | up | distance
far further furthest | up | distance
loud louder loudest | up | volume loudness
busy busier busiest | up | traffic passengers count total
profitable more-profitable most-profitable | up | profit profits margin revenue
successful more-successful most-successful | up | wins success score points
productive more-productive most-productive | up | output production
experienced more-experienced most-experienced | up | experience years
long-serving longer-serving longest-serving | up | tenure seniority -hire -join -employ
senior more-senior most-senior | up | age experience seniority rank
junior more-junior most-junior | down | age experience
efficient more-efficient most-efficient | up | efficiency mpg
valuable more-valuable most-valuable | up | value worth price
important more-important most-important | up | importance priority
urgent more-urgent most-urgent | up | priority urgency
active more-active most-active | up | activity activities
dangerous more-dangerous most-dangerous | up | danger risk deaths
deadly deadlier deadliest | up | deaths killed fatalities
healthy healthier healthiest | up | health
happy happier happiest | up | happiness satisfaction score
likely more-likely most-likely | up | probability likelihood
steep steeper steepest | up | slope gradient
thick thicker thickest | up | thickness
thin thinner thinnest | down | thickness
spacious more-spacious most-spacious | up | size area capacity
lengthy lengthier lengthiest | up | length duration
brief briefer briefest | down | duration length time
tiny tinier tiniest | down | size area population
huge huger hugest | up | size area population
vast vaster vastest | up | area size
massive more-massive most-massive | up | mass weight size
roomy roomier roomiest | up | size area capacity
populated more-populated most-populated | up | population
inhabited more-inhabited most-inhabited | up | population
affordable more-affordable most-affordable | down | price cost fee
inexpensive more-inexpensive most-inexpensive | down | price cost fee
lucrative more-lucrative most-lucrative | up | profit revenue salary
distant more-distant most-distant | up | distance
ancient more-ancient most-ancient | up | age -founded -built -year
humid more-humid most-humid | up | humidity
sunny sunnier sunniest | up | sunshine
cloudy cloudier cloudiest | up | cloud
noisy noisier noisiest | up | noise volume
polluted more-polluted most-polluted | up | pollution
sweet sweeter sweetest | up | sugar sweetness
salty saltier saltiest | up | salt sodium
spicy spicier spiciest | up | spiciness heat
caloric more-caloric most-caloric | up | calories
fat fatter fattest | up | fat weight
slim slimmer slimmest | down | weight
smart smarter smartest | up | iq gpa score
intelligent more-intelligent most-intelligent | up | iq gpa
famous more-famous most-famous | up | fame popularity followers
watched more-watched most-watched | up | viewers views audience
viewed more-viewed most-viewed | up | views viewers
liked more-liked most-liked | up | likes rating
followed more-followed most-followed | up | followers
downloaded more-downloaded most-downloaded | up | downloads
attended more-attended most-attended | up | attendance
difficult more-difficult most-difficult | up | difficulty
hard harder hardest | up | difficulty hardness
easy easier easiest | down | difficulty
complex more-complex most-complex | up | complexity
severe more-severe most-severe | up | severity
risky riskier riskiest | up | risk
generous more-generous most-generous | up | donation amount tip
decorated more-decorated most-decorated | up | medals awards
top upper topmost | up | score rating rank points sales revenue
`;

export const GRADABLES: readonly Gradable[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [forms = "", direction = "", columns = ""] = line.split("|").map((part) => part.trim());
    const [plain = "", comparative = "", superlative = ""] = forms
      .split(/\s+/)
      .map((form) => form.replaceAll("-", " "));
    return {
      forms: [plain, comparative, superlative],
      direction: direction === "down" ? "down" : "up",
      columns: columns.split(/\s+/),
    };
  });

const byForm = (index: 0 | 1 | 2): ReadonlyMap<string, readonly Gradable[]> => {
  const found = new Map<string, Gradable[]>();
  for (const gradable of GRADABLES) {
    const list = found.get(gradable.forms[index]);
    if (list) list.push(gradable);
    else found.set(gradable.forms[index], [gradable]);
  }
  return found;
};

export const PLAIN_ADJECTIVES = byForm(0);
export const COMPARATIVES = byForm(1);
export const SUPERLATIVES = byForm(2);
