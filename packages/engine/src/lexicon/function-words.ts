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

/** Of the function words, those that may stand between the parts of one phrase: "age of the student". */
export const FILLERS =
  words(`a an the of is are was were be being been has have had 's for in on at to their its his her our my your
  do does did with by as that which who whose it they each all any equal exactly value located
  this these those there some`);

export const NEGATIONS = words(
  "not no never without except excluding nor neither non none isn't aren't don't doesn't didn't wasn't weren't hasn't haven't cannot n't",
);

export const DISTINCT_WORDS = words("different distinct unique distinctive separate");
