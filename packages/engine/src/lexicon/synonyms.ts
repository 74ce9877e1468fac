/**
 * Groups of words that people use for one another when they speak of data. The first word of a pair in one group is
 * as good as any other. Wider, weaker pairs come from the compiled dictionary.
 */
const GROUPS = `
salary wage pay earnings income compensation
age aged
price cost fee charge
revenue sales turnover income
amount sum value total
customer client buyer patron
employee worker staff personnel
teacher instructor professor lecturer faculty
student pupil
doctor physician
film movie
car vehicle automobile
airplane aircraft plane
airline carrier
nation country
nationality citizenship country
city town
state province
district county
location place site venue
address residence street
phone telephone mobile cellphone
email mail
company firm corporation business organization enterprise
department division
boss manager supervisor
head leader chief boss
owner proprietor
author writer
book title publication
song track
album record
singer musician artist vocalist performer
band group
concert performance show
game match
team club squad
player athlete
competition contest tournament championship
race contest
score point mark grade
rating score stars
rank position ranking standing
prize award
year time
date day time
birth birthday born dob birthdate
death died
age old
height tall
weight heavy weigh mass
length long
size large big
area size acreage
population inhabitants people residents
capacity seats
speed velocity
distance far
temperature heat
name title called named
surname lastname
sex gender
type kind category sort class
category genre type
style type
status state condition
code id
identifier id
description detail note
quantity units number count
stock inventory
product item good article merchandise
item line
rep representative
spend cost expense
line item
leg stage
units quantity sold
order purchase
invoice bill
payment transaction
discount rebate reduction
profit gain earnings
budget funding
loan credit
account profile
balance money
shop store outlet
warehouse depot
supplier vendor provider
shipment delivery
campaign promotion
click hits
language tongue
religion faith
major subject
course class module
school university college institution
dormitory dorm
semester term
hospital clinic
patient case
disease illness
medicine medication drug
ship vessel boat
train railway
station stop
flight route
destination arrival
origin departure source
airport airfield
hometown birthplace
start begin commence open
end finish close
founded established created started
member participant
visitor guest
review comment feedback
user customer
document file paper
paper article publication
journal magazine
election vote
party organization
representative delegate
crime offense
victim injured
killed casualties deaths
mountain peak
river stream
building house property
apartment flat unit
room accommodation
host presenter
episode show
channel station
director filmmaker
actor performer
cast actor
gross earnings
manufacturer maker producer brand
model version
color colour
hours time
duration length time
month period
percent percentage rate
attendance audience
website url
software application
problem issue
complaint grievance
technician engineer
machine equipment
nurse caregiver
spouse wife husband
child kid
father dad parent
mother mom parent
location address
location position
location city
nationality nation
zip postal
curriculum course
discipline major
populace population
advisor adviser
outcome result
terminal station
aviator pilot
head manager
participant player
stature height
path route
district region
description describing
detail information
terminal destination
catalogue catalog
tour trip
music song
feature attribute
reporter journalist
reservation appointment booking
chauffeur driver
lesson class
component part
altitude elevation
group team
mountaineer climber
occupation job
event incident
section class
theme topic
attendee attendance
formal official
university campus
allergy hypersensitivity
founder establisher creator
host held organize
host organise
conference meeting convention
task mission assignment
nickname moniker monicker alias
teacher tutor educator
trainer coach
picture photo image photograph
truck lorry
donor donator contributor
publish release issue
planned scheduled
airport aerodrome
bike bicycle cycle
motorcycle motorbike
certificate credential certification
injured wounded hurt
furniture furnishing
railway railroad
fate destiny
text content wording
songwriter composer lyricist
interaction interplay
detention detainment
flag banner
lawyer attorney
chef cook
tenant renter lodger lessee
landlord lessor owner
seller vendor merchant dealer
purchaser buyer
candidate applicant contender nominee
winner champion victor
passenger traveler traveller
spectator viewer
restaurant eatery diner
dish meal food
drink beverage
fine penalty
contract agreement
package parcel
cargo freight load
ethnicity race
purchase buy acquire
rent lease hire rental
enroll register
recruit hire employ
defeat beat
treatment cure therapy remedy
prescription medication
surgery operation
width breadth
pace speed
share percentage proportion
kind form
cause reason
purpose goal aim objective
skill ability competence
hobby pastime
topic subject
remark comment note
video clip footage
diploma degree qualification
exam test examination
homework assignment
exhibition exhibit show
artwork painting
painter artist
sculpture statue
stadium arena ground
league division
area zone territory region
island isle
sea ocean
rainfall rain precipitation
storm hurricane cyclone
branch office
industry sector
warranty guarantee
voucher coupon
bug defect fault
update revision
architect designer
journalist correspondent reporter
referee umpire
scientist researcher
investor shareholder backer
sponsor backer
debt liability
asset holding possession
tax duty levy
tip gratuity
subscriber member
follower fan
folder directory
server machine host
device gadget equipment
tool instrument
garage workshop
garden yard
lounge salon
pupil learner student
youngster kid child teenager
adult grownup
citizen resident inhabitant
immigrant migrant
soldier serviceman
sailor seaman mariner
vote ballot poll
law statute act
court tribunal
judge justice
prison jail
police constabulary
victory win triumph
loss defeat
draw tie
tournament cup
round stage
injury wound
weapon arm
bomb explosive
battle fight combat
war conflict
treaty agreement pact
king monarch ruler
queen monarch ruler
reign rule
emperor ruler
grain cereal
harvest yield
animal creature beast
breed race variety
dog hound
habitat environment
calorie kcal energy
ingredient component constituent
recipe formula
allergen allergy
viewer audience viewership
reader readership
total gross
player gamer
competition match race
member staff
visit tour
position post
accommodate capacity
earn salary
earn income
earn wage
speak language
teach instructor
teach professor
teach teacher
write author
sing artist
manufacture maker
die death
deceased death
marry spouse
expiry expiration
leave departure
attendee attendance
worth value
kilogram weight
kilo weight
pound weight
mile distance
kilometer distance
kilometre distance
mile length
kilometer length
kilometre length
meter height
metre height
foot height
inch height
dollar price
dollar cost
dollar budget
dollar amount
minute duration
minute runtime
celsius temperature
fahrenheit temperature
acre area
acre size
mph speed
customer shopper
customer consumer
worker laborer labourer
physician clinician
guest occupant
tenant occupant
athlete sportsperson sportsman
driver racer
program programme show
broadcast air
hotel inn lodging
car auto
store retailer
supermarket store
phone handset smartphone
course subject
homework task
grade mark
club society
club association
country homeland
luggage baggage
stadium venue
arena venue
conductor maestro
cinema theater theatre
genre style
song tune
writer novelist
book novel
section chapter
laptop computer
farm ranch
lake reservoir
street road
hill mountain
gun firearm
fee toll
bonus incentive
allowance stipend
staff crew
troop soldier
clerk employee
subordinate employee
inspector examiner
patient inpatient
vaccine vaccination
illness sickness
surgeon doctor
pharmacist chemist
shipment consignment
refund repayment
mortgage loan
loan lend lent borrow
outstanding owe due debt
attendance crowd audience spectator
capacity seat seating
occupancy hold sleep
tonnage ton
enrollment enrol pupil
deaths kill
stories storey floor
grant funding
audience crowd
concert gig
medal award
trophy award
match fixture
opponent rival
rider jockey
horse steed
flavor flavour taste
harbor harbour port
dock port
captain skipper
crash accident
collision accident
mileage distance
fuel gas petrol
engine motor
tire tyre
license licence permit
citizen national
voter elector
senator legislator
minister secretary
president head
`;

function buildPairs(): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const set = pairs.get(from) ?? new Set<string>();
    set.add(to);
    pairs.set(from, set);
  };
  for (const line of GROUPS.trim().split("\n")) {
    const group = line.trim().split(/\s+/);
    for (const from of group) for (const to of group) if (from !== to) add(from, to);
  }
  return pairs;
}

export const SYNONYMS: ReadonlyMap<string, ReadonlySet<string>> = buildPairs();
