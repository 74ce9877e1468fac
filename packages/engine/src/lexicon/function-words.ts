const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that carry no content of their own: leaving them out of a reading costs nothing. */
export const FUNCTION_WORDS = words(`
  a an the this that these those there here it its they them their he she his her him we our us you your i me my one ones
  is are was were be been being am do does did done doing has have had having can could will would shall should may might must
  of in on at to for from by with within into onto as about than then through during via upon along towards toward
  and or but so if whether while when where which who whom whose what how why
  show list give find tell return display get fetch print provide present output see want know like need let please
  compute calculate determine identify retrieve select report
  all any some each every both either neither also only just even ever still already yet too very much many more most less
  together respectively corresponding various certain available existing
  's s t don doesn didn isn aren wasn weren hasn haven ' ’ question answer query table column row record database dataset data
  information info detail details result results
  whose thing things item-of kind-of out up down over off
`);

/** Verbs and nouns that join the parts of a question without naming data. They may name a column; if not, nothing is lost. */
export const LIGHT_WORDS =
  words(`place placed places make made makes making come came coming comes get got gets getting give gave given gives giving
  happen happened happens occur occurred occurs exist exists existing belong belongs belonging use used uses using go goes went going take took
  taken taking live lives living lived located locate record recorded register registered call called name named base based involve involved
  associate associated relate related correspond appear appeared appears work works worked working currently carry carries carried own owns owned owning
  hold holds holding held receive received receives bring brought signed up join joined enroll enrolled attend attended
  participate participated belong produce produced produces provide provided sell sold sells buy bought buys purchase purchased
  order ordered handle handled serve served contain containing hire hired store stored issue issued assign assigned
  people person someone anyone list lists names named entire whole different type
  today's current total altogether overall among amongst between each per along side both respectively
  number numbers count times time worth amount much alphabetically shown stored possible least
  corresponding following mentioned particular specific actually ever please kindly quickly`);

/** Of the function words, those that may stand between the parts of one phrase: "age of the student". */
export const FILLERS =
  words(`a an the of is are was were be being been has have had 's for in on at to their its his her our my your
  do does did with by as that which who whose it they each all any equal exactly value located
  this these those there some`);

export const NEGATIONS = words(
  "not no never without except excluding outside besides nor neither non none isn't aren't don't doesn't didn't wasn't weren't hasn't haven't cannot n't",
);

export const DISTINCT_WORDS = words("different distinct unique distinctive separate");
