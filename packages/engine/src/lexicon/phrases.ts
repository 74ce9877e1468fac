import { stem } from "../text/stem.ts";

/**
 * Names of one thing with different numbers of words, a group a line. Words that stand for one another alone are in
 * synonyms.ts and in the compiled dictionary.
 */
const GROUPS = `
head office|headquarters|main office|central office|hq
date of birth|birthday|birth date|birthdate
place of birth|birthplace|birth place
home town|hometown
job title|job position|job
movie theater|movie theatre|cinema
motion picture|movie|film
sick person|sick people|patient
starting point|start point|origin
end point|destination point|destination
postal code|postcode|zip|zip code
cell phone|mobile phone|mobile|cellphone
phone number|telephone number|phone|telephone
email address|email
web site|website
web address|url
street address|street
due date|deadline
box office|gross
operating system|os
middle initial|middle name
marital status|civil status
pay grade|salary grade
flight length|flight distance
time of day|clock time
year of birth|birth year
year of death|death year
date of death|death date
release year|publication year
publication date|release date|publish date
shopping mall|mall
police officer|policeman|cop
fire fighter|firefighter
real estate|property
air plane|airplane
drug store|pharmacy
high school|secondary school
primary school|elementary school
post office|mail office
swimming pool|pool
sea level|altitude
head count|headcount
work force|workforce
life span|lifespan
run time|runtime|running time
nick name|nickname
user name|username|login name
pass word|password
foot ball|football
data type|datatype
time zone|timezone
test score|exam score
grade point average|gpa
gross domestic product|gdp
intelligence quotient|iq
miles per gallon|mpg
years old|age
number of people|population
number of inhabitants|population
number of residents|population
number of seats|capacity|seating capacity
amount of money|amount
date of hire|hire date
date of joining|join date|joining date
country of origin|nationality
mother tongue|native language
head coach|coach
net worth|wealth
point of contact|contact person
length of stay|stay
`;

export const phraseKey = (words: readonly string[]): string => words.map(stem).join(" ");

function buildPhrases(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const phrases = new Map<string, (readonly string[])[]>();
  for (const line of GROUPS.trim().split("\n")) {
    const group = line.split("|").map((phrase) => phrase.split(" "));
    for (const from of group)
      for (const to of group) {
        if (phraseKey(from) === phraseKey(to) || (from.length === 1 && to.length === 1)) continue;
        const key = phraseKey(from);
        phrases.set(key, [...(phrases.get(key) ?? []), to]);
      }
  }
  return phrases;
}

/** By the stems of one phrase, the others of its group. */
export const PHRASES = buildPhrases();
