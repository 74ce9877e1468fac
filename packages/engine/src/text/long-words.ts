/**
 * Words that data is named by, the likelier first where two have the same consonants: what a name without vowels is
 * short for.
 */
const NAMING_WORDS = `
total store model person floor fund spend cart truck breed
account action active activity actual address adjustment admission agency agent agreement airline airport alarm album allowance amount
animal annual answer apartment appeal applicant application appointment approval approved area arrival article artist asset assigned
assignment attendance attribute auction author average award balance band bank barcode base basket batch battery benefit bill billing
birth block board bonus book booking borrower bottle box branch brand breed bridge browser budget building bundle business buyer call
campaign cancellation candidate capacity card cargo carrier cart case cash category center centre certificate champion change channel
chapter charge check child church cinema circuit city claim class classification clerk client clinic closed closing club coach code
collection college color colour column comment commission committee community company compartment complaint completed component concert
condition conference contact container content contract contractor contribution control conversion cost count country county coupon course
court coverage crime created credit crew crop currency current customer cycle daily damage data date deadline dealer death debit debt
decision default defect delay delivered delivery demand department departure deposit depot depth description destination detail device
diagnosis difference direction director discharge discount disease dispatch display distance distribution district division doctor document dollar
domain donation donor draft driver duration earning education effective election elevation email employee employer employment
end engine enrollment entry environment equipment error estimate evaluation event exam exchange expected expense experience expiry
export extension facility factory failure fare farm father feature feedback field figure file film final finance first fiscal fleet flight floor
flower folder food foreign format forward founded frequency freight friend fuel function fund game garage gender goal grade grant
gross ground group growth guest guide hall harvest headcount health height history hobby holding holiday home hospital host hotel hour
house household identifier image impact import impression incident income index industry ingredient inspection inspector installed
instructor instrument insurance interest interview inventory invoice issue item job journal journey judge jurisdiction keyword kitchen label
laboratory landlord language last late latest launch lead league lease leave length lesson letter level library license lifetime limit line
listing loan local location locker lodging logistics loss machine mail main maintenance manager manufacturer margin market marketing marriage
master match material maximum meal measure measurement mechanic medal media medical medicine meeting member membership menu merchant message
meter method middle mileage minimum minute mobile mode model modified money month monthly mortgage mother motor movement movie museum
music name nation nationality neighborhood neighbourhood net network nickname night nominal note notice number nurse occupation
occurrence offer office officer opening operation operator opportunity option order organisation organization origin outcome outstanding owner
package page paid parcel parent parking part participant partner party passenger passport password patient patron payment payroll penalty
pension percent percentage performance period permit person phone photo physician picker picture pieces pipeline place plan planned plant platform player
playlist plot policy population portfolio position post postal power predicted premium prescription present president previous price primary
principal printer priority prison prize problem procedure process processing producer product production professor profile profit program programme progress
project promotion property proposal provider province publication published publisher purchase purpose quality quantity quarter quarterly query question
queue quota quote race range rank rate rating reading reason rebate receipt received recipe record recruiter reference referral refund
region registered registration reject relation release remark renewal rent rental repair replacement report request reservation resident resolution
resolved resource response restaurant result retail retention return revenue review reward risk road role room root rotation round route row
royalty sale salary sales sample scheduled school scholarship score screen script season seat second secondary section sector security
segment seller semester sender sensor serial serving series server service session settlement severity share shelf shift ship shipment shipping shop
signature signup sister site size skill snapshot software sold source space speaker special species speed spend sponsor sport staff stage
stadium standard standing start started state statement station status statistics stock storage store story stream street
strength student studio style subject subscriber subscription subtotal success summary supervisor supplier supply support surname survey suspended
system table tag target tariff task tax teacher team technician technology temperature tenant term terminal termination territory test text theater
theatre ticket time title total tournament town track trade traffic trailer train trainer training transaction transfer transport travel treatment trip
truck tuition turnover type unit university update updated upgrade urgency usage user valid value variance vehicle vendor venue
version vessel victim video view village violation visit visitor visits volume volunteer vote voucher wage wait warehouse warranty water
weather website week weekend weekly weight width winner withdrawal worker workflow workshop writer written yearly yield zone
`
  .trim()
  .split(/\s+/);

const SHORTEST = 3;

/** First letters, and words of their own, that look like a word without vowels. */
const NO_SHORT_FORMS = new Set("ssn ctr cvs pst est std ltd src".split(" "));

/** "mbr" and "mmbr" for member, "pymnt" and "pymt" for payment: the first letter and the consonants after it. */
function shortFormsOf(word: string): string[] {
  const bare = word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "");
  const single = bare.replace(/(.)\1+/g, "$1");
  const plain = [
    bare,
    single,
    ...[bare, single].map((form) => form.replace(/m?nt$/, (end) => (end === "mnt" ? "mt" : end))),
  ];
  const silent = plain.map((form) => form.replace(/(?<=.)y(?=.)/g, ""));
  return [...plain, ...silent].filter((form) => form.length >= SHORTEST && form !== word);
}

let longFor: ReadonlyMap<string, string> | undefined;

function readLongWords(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // What leaves out least comes first: "cntr" is the centre before it is anything else.
  for (const place of [0, 1, 2, 3, 4, 5, 6, 7])
    for (const word of NAMING_WORDS) {
      const short = shortFormsOf(word)[place];
      if (short !== undefined && !found.has(short)) found.set(short, word);
    }
  return found;
}

/** The word that one without vowels is short for: "pln" is a plan, "brth" a birth, "vsts" visits. */
export function longWord(short: string): string | undefined {
  if (short.length < SHORTEST || !/^[a-z][^aeiou]+$/.test(short) || NO_SHORT_FORMS.has(short)) return undefined;
  longFor ??= readLongWords();
  const found = longFor.get(short);
  if (found !== undefined || !short.endsWith("s")) return found;
  const one = longFor.get(short.slice(0, -1));
  return one === undefined || /[^aeiou]y$|[sx]$/.test(one) ? one : `${one}s`;
}
