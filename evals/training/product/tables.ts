/** One table of events, as people upload them, described tersely; rows are drawn from a seed. */
export interface EventTable {
  readonly name: string;
  /** What a row is: plural and singular. */
  readonly rows: readonly [plural: string, singular: string];
  readonly id: string;
  readonly date: { readonly column: string; readonly hasTime: boolean };
  readonly keys: readonly EventKey[];
  /** People or things that come back again and again: many values. */
  readonly actor: { readonly column: string; readonly one: string; readonly many: string };
  readonly measures: readonly EventMeasure[];
  /** Columns whose product is the revenue that no column holds. */
  readonly sold?: { readonly quantity: string; readonly price: string };
}

export interface EventKey {
  readonly column: string;
  readonly one: string;
  readonly many: string;
  readonly values: readonly string[];
}

export interface EventMeasure {
  readonly column: string;
  readonly said: string;
  /** Whether adding it up means anything. */
  readonly isAdditive: boolean;
  readonly low: number;
  readonly high: number;
}

/**
 * table | rows, row | id | date column, with "@" where it has a time | key=one,many:value,value ... | actor=one,many |
 * measure=said:+low-high (added up) or ~low-high ... | quantity*price
 */
const LINES = `
loans | loans, loan | loan_no | borrowed_at@ | branch=branch,branches:Northside,Central,Mill Lane,Oakwood; genre=genre,genres:Novel,Travel,Poetry,Cooking | borrower=borrower,borrowers | days_kept=days kept:~1-40; late_fee=late fee:+0-9 |
vet_visits | visits, visit | visit_no | seen_on | clinic=clinic,clinics:Elm,Station,Bay; species=species,species:Dog,Cat,Rabbit,Parrot; vet=vet,vets:Hale,Iqbal,Janssen | owner=owner,owners | bill=bill:+20-400; weight_kg=weight:~1-60 |
bike_rentals | rentals, rental | rental_id | started_at@ | dock=dock,docks:Pier,Museum,Campus,Square; bike_type=bike type,bike types:City,Cargo,Electric | rider=rider,riders | minutes=minutes:+5-180; charge=charge:+1-30 |
deliveries | deliveries, delivery | delivery_id | delivered_at@ | depot=depot,depots:East,West,Harlow; vehicle=vehicle,vehicles:Van,Truck,Scooter; outcome=outcome,outcomes:delivered,failed,returned | driver=driver,drivers | parcels=parcels:+1-40; distance_km=distance:+1-120 |
harvests | harvests, harvest | harvest_id | picked_on | field=field,fields:Upper,Lower,Riverbend,Hill; crop=crop,crops:Barley,Plums,Hops | picker=picker,pickers | kilos=kilos:+10-900; moisture_pct=moisture:~5-35 |
repairs | repairs, repair | repair_id | finished_on | garage=garage,garages:Dock Street,Moor,Ring Road; make=make,makes:Volta,Karin,Ostrand; fault=fault,faults:Brakes,Clutch,Battery | mechanic=mechanic,mechanics | hours=hours:+1-14; hourly_rate=hourly rate:~40-90 | hours*hourly_rate
lessons | lessons, lesson | lesson_id | held_at@ | language=language,languages:Finnish,Arabic,Korean; level=level,levels:beginner,middle,advanced; room=room,rooms:Blue,Green,Amber | teacher=teacher,teachers | pupils=pupils:+1-16; minutes=minutes:+30-120 |
donations | donations, donation | donation_id | given_on | cause=cause,causes:Wells,Forests,Shelters; channel=channel,channels:letter,website,street; region=region,regions:North,South,Coast | donor=donor,donors | amount=amount:+5-500; admin_fee=admin fee:+0-9 |
parking_stays | stays, stay | stay_id | entered_at@ | garage=garage,garages:Opera,Cathedral,Airport East; ticket_kind=ticket kind,ticket kinds:day,hourly,permit | plate=plate,plates | minutes_parked=minutes parked:+10-900; paid=paid amount:+1-45 |
phone_calls | calls, call | call_id | began_at@ | team=team,teams:Retail,Wholesale,Care; topic=topic,topics:price,delay,praise; outcome=outcome,outcomes:solved,escalated,dropped | caller=caller,callers | seconds_held=hold time:~5-600; talk_seconds=talk time:+30-1800 |
stoppages | stoppages, stoppage | stop_id | stopped_at@ | machine=machine,machines:Press A,Press B,Lathe,Oven; cause=cause,causes:jam,power,setup; shift=shift,shifts:early,late,night | operator=operator,operators | minutes_lost=minutes lost:+1-240; scrap_units=scrap units:+0-80 |
picks | picks, pick | pick_id | picked_at@ | zone=zone,zones:Cold,Bulk,Small parts; cart=cart,carts:C1,C2,C3,C4 | picker=picker,pickers | lines=lines:+1-30; errors=errors:+0-5 |
laundry_jobs | jobs, job | job_id | received_on | shop=shop,shops:Market Hall,Quay,Bishop; fabric=fabric,fabrics:wool,silk,linen; urgency=urgency,urgencies:normal,express | client=client,clients | items=items:+1-20; fee=fee:~4-40 | items*fee
flower_lines | sales, sale | line_no | sold_on | stall=stall,stalls:Corner,Arcade,Bridge; flower=flower,flowers:Tulip,Rose,Iris,Dahlia; wrapped=wrapping,wrappings:paper,foil | florist=florist,florists | stems=stems:+1-60; quantity=quantity:+1-9; price_each=price:~2-18 | quantity*price_each
play_log | plays, play | play_id | played_at@ | show=show,shows:Nightline,Deep Roots,Ledger; app=app,apps:Podly,Wave,Castro; country=country,countries:Chile,Kenya,Vietnam | listener=listener,listeners | seconds=seconds:+10-4000; skips=skips:+0-12 |
charters | charters, charter | charter_id | sailed_on | boat=boat,boats:Heron,Petrel,Gannet; harbour=harbour,harbours:Cobh,Vigo,Split; purpose=purpose,purposes:fishing,party,transfer | skipper=skipper,skippers | guests=guests:+1-12; days=days:+1-9; daily_rate=daily rate:~200-900 | days*daily_rate
print_jobs | jobs, job | job_no | printed_at@ | printer=printer,printers:Lobby,Attic,Cellar; paper=paper,papers:A3,A4,card; department=department,departments:Legal,Design,Payroll | employee=employee,employees | pages=pages:+1-300; cost=cost:+1-40 |
meals | meals, meal | meal_id | served_at@ | canteen=canteen,canteens:North Wing,Annex,Courtyard; dish=dish,dishes:Curry,Salad,Stew; diet=diet,diets:vegan,meat,fish | diner=diner,diners | portions=portions:+1-8; unit_price=unit price:~3-14 | portions*unit_price
applications | applications, application | application_id | applied_on | role=role,roles:Analyst,Welder,Nurse; site=site,sites:Leeds,Turin,Gdansk; stage=stage,stages:screened,interviewed,rejected | recruiter=recruiter,recruiters | interviews=interviews:+1-6; years_experience=years of experience:~0-30; test_score=test score:~10-100 |
articles | articles, article | article_id | published_at@ | section=section,sections:Sports,Culture,Science; format=format,formats:essay,video,brief | author=author,authors | views=views:+50-9000; shares=shares:+0-400 |
renewals | renewals, renewal | renewal_id | renewed_on | plan=plan,plans:Solo,Team,Campus; market=market,markets:Iberia,Nordics,Balkans; status=status,statuses:paid,overdue,waived | account=account,accounts | seats=seats:+1-50; price_per_seat=price per seat:~5-30 | seats*price_per_seat
rescues | rescues, rescue | rescue_id | alerted_at@ | station=station,stations:Cliff,Lagoon,Ridge; terrain=terrain,terrains:snow,rock,sea; result=result,results:safe,hurt,lost | leader=leader,leaders | crew=crew:+2-14; minutes_out=minutes out:+20-600 |
screenings | screenings, screening | screening_id | shown_at@ | cinema=cinema,cinemas:Rex,Lumen,Palace; film=film,films:Tidal,Orchard,Static; hall=hall,halls:Red,Gold | host=host,hosts | seats_sold=seats sold:+5-240; snacks=snacks:+0-90 |
orders_wine | orders, order | order_ref | ordered_on | shop=shop,shops:Cellar One,Vine Street,Cork; grape=grape,grapes:Merlot,Riesling,Malbec; payment=payment,payments:cash,card,invoice | taster=taster,tasters | qty=quantity:+1-24; unit_price=unit price:~6-60; discount=discount:+0-20 | qty*unit_price
`;

const parts = (text: string, mark: string): string[] => text.split(mark).map((part) => part.trim());

function parse(line: string): EventTable {
  const [name = "", rows = "", id = "", date = "", keys = "", actor = "", measures = "", sold = ""] = parts(line, "|");
  const [plural = "", singular = ""] = parts(rows, ",");
  const [actorColumn = "", actorWords = ""] = parts(actor, "=");
  const [one = "", many = ""] = parts(actorWords, ",");
  const [quantity = "", price] = parts(sold, "*");
  return {
    name,
    rows: [plural, singular],
    id,
    date: { column: date.replace("@", ""), hasTime: date.endsWith("@") },
    keys: parts(keys, ";").map(parseKey),
    actor: { column: actorColumn, one, many },
    measures: parts(measures, ";").map(parseMeasure),
    ...(price === undefined ? {} : { sold: { quantity, price } }),
  };
}

function parseKey(text: string): EventKey {
  const [head = "", values = ""] = parts(text, ":");
  const [column = "", words = ""] = parts(head, "=");
  const [one = "", many = ""] = parts(words, ",");
  return { column, one, many, values: parts(values, ",") };
}

function parseMeasure(text: string): EventMeasure {
  const [head = "", range = ""] = parts(text, ":");
  const [column = "", said = ""] = parts(head, "=");
  const [low = 0, high = 0] = parts(range.slice(1), "-").map(Number);
  return { column, said, isAdditive: range.startsWith("+"), low, high };
}

export const EVENT_TABLES: readonly EventTable[] = parts(LINES.trim(), "\n").map(parse);
