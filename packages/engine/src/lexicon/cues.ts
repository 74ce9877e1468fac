import type { AggregateFn, CompareOp } from "@parlance/sql";

/** A phrase and what it stands for. Phrases are lower-case words separated by one space; the longest match wins. */
export type CueTable<T> = ReadonlyMap<string, T>;

const table = <T>(rows: Readonly<Record<string, T>>): CueTable<T> => new Map(Object.entries(rows));

const spread = <T>(rows: readonly (readonly [string, T])[]): CueTable<T> =>
  new Map(rows.flatMap(([phrases, value]) => phrases.split("|").map((phrase) => [phrase.trim(), value] as const)));

export const AGGREGATES: CueTable<AggregateFn> = spread([
  ["average | avg | mean | on average | average of", "avg"],
  ["total | sum | sum of | total sum of | total of | overall | combined | altogether | cumulative | in total", "sum"],
  ["maximum | max | maximal", "max"],
  ["minimum | min | minimal", "min"],
  ["median | median of", "median"],
]);

export const COUNTS = table({
  "how many": true,
  "number of": true,
  "count of": true,
  "count the number of": true,
  "count how many": true,
  "count the total number of": true,
  "the total number of": true,
  "count the": true,
  count: true,
  counts: true,
  "total number of": true,
  "total count of": true,
  "total numbers of": true,
  "the amount of": true,
  "# of": true,
  numbers: true,
  "numbers of": true,
  "quantity of": true,
  number: true,
});

/** Before a number: "more than 5". */
export const OPERATORS_BEFORE: CueTable<CompareOp> = spread([
  [
    "more than | greater than | larger than | bigger than | higher than | above | over | exceeding | exceeds | exceed | in excess of | older than | longer than | later than | heavier than | taller than | faster than | > | bigger then | greater then | more then | is over | surpass | surpasses | upwards of",
    ">",
  ],
  [
    "less than | fewer than | lower than | smaller than | below | under | beneath | < | shorter than | no longer than or under | less then | fewer then | cheaper than | lighter than | younger than",
    "<",
  ],
  [
    "at least | no less than | no fewer than | not less than | greater than or equal to | more than or equal to | equal to or greater than | a minimum of | minimum of | >= | not under | not below | higher than or equal to | larger than or equal to | bigger than or equal to | older than or equal to | longer than or equal to | or more than | greater or equal to | equal or greater than | equal or more than",
    ">=",
  ],
  [
    "at most | no more than | not more than | less than or equal to | fewer than or equal to | up to | a maximum of | maximum of | not over | not above | <= | lower than or equal to | smaller than or equal to | not exceeding | equal to or less than | equal or less than",
    "<=",
  ],
  ["equal to | equals | equal | exactly | = | is exactly | of exactly | precisely | being", "="],
  ["not equal to | other than | != | different from | <> | is not | are not | isn't | not", "!="],
]);

/** After a number: "5 or more". */
export const OPERATORS_AFTER: CueTable<CompareOp> = spread([
  [
    "or more | or above | or higher | or greater | or over | or older | or larger | or better | or later | and above | and over | and more | or longer | + | plus",
    ">=",
  ],
  [
    "or less | or fewer | or below | or lower | or under | or younger | or smaller | and below | and under | or earlier | or cheaper",
    "<=",
  ],
]);

/** Most and least of something that is counted or measured. */
export const EXTREMES: CueTable<"desc" | "asc"> = spread([
  [
    "best selling | best-selling | best - selling | top - selling | top selling | top-selling | bestselling | most sold | most | highest | largest | greatest | biggest | maximum | max | best | top | the most number of | highest number of | largest number of | greatest number of | maximum number of | most number of | the most",
    "desc",
  ],
  [
    "worst selling | worst-selling | least sold | least | fewest | lowest | smallest | minimum | min | worst | bottom | lowest number of | smallest number of | least number of | fewest number of | minimum number of",
    "asc",
  ],
]);

export const FREQUENCY: CueTable<"desc" | "asc"> = spread([
  [
    "most common | most popular | most frequent | most frequently | most often | most commonly | most used | most frequently used | commonest | most typical | most commonly used | most prominent | most prevalent | most numerous | majority of | the majority of | busiest | most active",
    "desc",
  ],
  [
    "least common | least popular | least frequent | rarest | least frequently | least often | least used | least commonly | rare | most rare | quietest | least busy | least active",
    "asc",
  ],
]);

export const ORDER_VERBS: ReadonlySet<string> = new Set(
  "sort sorted sorting order ordered ordering arrange arranged rank ranked ranking sorted-by listed organized ordering".split(
    " ",
  ),
);

export const DIRECTIONS: CueTable<"desc" | "asc"> = spread([
  [
    "descending | desc | decreasing | in descending order | from high to low | from highest to lowest | from largest to smallest | in decreasing order | in the descending order | from most to least | from the most to the least | reverse | in reverse alphabetical order | reversed | highest first | largest first | from biggest to smallest | from oldest to youngest | from the highest to the lowest | most recent first | newest first | latest first | from newest to oldest | from the oldest to the youngest | in reverse order | from the largest to the smallest | descendingly | descend | most first | biggest first | best first | greatest first | top first | highest to lowest | largest to smallest | high to low",
    "desc",
  ],
  [
    "ascending | asc | increasing | in ascending order | from low to high | from lowest to highest | from smallest to largest | in increasing order | in the ascending order | from least to most | alphabetical | alphabetically | in alphabetical order | in alphabetic order | alphabetic order | lexicographical order | lexicographically | in lexicographical order | from the lowest to the highest | from youngest to oldest | from the youngest to the oldest | lowest first | smallest first | oldest first | chronological order | chronologically | in chronological order | from oldest to newest | ascendingly | ascend | least first | fewest first | cheapest first | lexicographic order | lowest to highest | smallest to largest | low to high | by alphabetical order | alphabetical order | alphabetic | ascending alphabetical",
    "asc",
  ],
]);

export const GROUPERS: CueTable<"strong" | "weak"> = spread([
  [
    "for each | per | each | for every | every | in each | of each | by each | grouped by | group by | from each | at each | on each | broken down by | split by | across | in every | of every | to each | for each of the | with each | for each different | under each | aggregated by | segmented by | by every | for each distinct",
    "strong",
  ],
  [
    "by | in all | for all | for different | across all | across different | according to | of different | in different | from different | for any | for the different",
    "weak",
  ],
]);

export const LIKES: CueTable<"contains" | "starts" | "ends"> = spread([
  [
    "containing | contains | contain | including | includes | include | has the substring | the substring | substring | has the word | have the word | with the word | the word | that include | matching | like | has the letter | the letter | contains the word | contain the word | containing the word | contains the substring | contains the letter | contain the letter | contains letter | with the letter | with letter | have the letter | contain the letters | contains the letters | contain letter | containing letter | include the letter | includes the letter | have letter | has letter | the phrase | the text | mentioning | mention | mentions | has word",
    "contains",
  ],
  [
    "starting with | starts with | start with | beginning with | begins with | begin with | started with | starting with the letter | starts with the letter | start with the letter | begins with the letter | start with letter | starting with letter | starts with letter | that start with | prefix | with prefix | the prefix | starting from the letter | whose initial is | first letter is | initial letter is | begin with the letter | begin with letter | beginning with the letter",
    "starts",
  ],
  [
    "ending with | ends with | end with | ending in | ends in | end in | ends with the letter | ending with the letter | end with the letter | suffix | with suffix | the suffix",
    "ends",
  ],
]);

export const NULLS: CueTable<boolean> = spread([
  [
    "is null | are null | is missing | are missing | is empty | are empty | is unknown | are unknown | is blank | null | is not known | not recorded | has no value | missing | unset",
    true,
  ],
  [
    "is not null | are not null | not null | not missing | is known | are known | is not empty | non null | is recorded",
    false,
  ],
]);

export const SHARES = spread([
  [
    "share of | percentage of | percent of | what percent of | what percentage of | proportion of | fraction of | ratio of | what share of | share | percentage | proportion | % of | rate of",
    true,
  ],
]);

export const BUCKETS: CueTable<"year" | "quarter" | "month" | "week" | "day" | "hour"> = spread([
  [
    "monthly | per month | by month | each month | every month | month by month | for each month | month over month | in each month",
    "month",
  ],
  [
    "yearly | annually | per year | by year | each year | every year | annual | year by year | for each year | in each year | per annum | year over year",
    "year",
  ],
  [
    "quarterly | per quarter | by quarter | each quarter | every quarter | for each quarter | quarter by quarter",
    "quarter",
  ],
  ["weekly | per week | by week | each week | every week | for each week | week by week", "week"],
  [
    "daily | per day | by day | each day | every day | for each day | day by day | by date | per date | each date",
    "day",
  ],
  ["hourly | per hour | by hour | each hour", "hour"],
]);

export const TRENDS: ReadonlySet<string> = new Set([
  "over time",
  "trend",
  "trends",
  "trend of",
  "history of",
  "evolution of",
  "development of",
  "over the years",
  "over the months",
  "time series",
]);

export const DATE_PARTS: CueTable<"weekday" | "month" | "hour"> = spread([
  [
    "by day of week | per weekday | by weekday | by day of the week | per day of week | day of the week | day of week | each weekday | for each weekday",
    "weekday",
  ],
  ["by hour of day | hour of day | hour of the day", "hour"],
  ["month of year | month of the year | by month of year", "month"],
]);

/** Words for things the query form cannot express; a question with one of them is handed over. */
export const UNSUPPORTED: ReadonlySet<string> = new Set(
  "will growth margin churn retention cohort correlation correlate correlated correlates forecast predict prediction predicting why reason cause regression cluster clustering anomaly anomalies outlier outliers stddev variance deviation percentile quartile recommend explain summarize summarise".split(
    " ",
  ),
);
