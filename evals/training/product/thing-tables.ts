/** One table of things that have names, described tersely: what is asked of them is which is the most or least of something. */
export interface ThingTable {
  readonly name: string;
  readonly one: string;
  readonly many: string;
  /** The column that names a thing. */
  readonly label: string;
  readonly id: string;
  readonly keys: readonly ThingKey[];
  readonly measures: readonly ThingMeasure[];
  /** When the thing came to be. */
  readonly date?: { readonly column: string; readonly newest: readonly string[]; readonly oldest: readonly string[] };
}

export interface ThingKey {
  readonly column: string;
  readonly one: string;
  readonly values: readonly string[];
}

export interface ThingMeasure {
  readonly column: string;
  readonly said: string;
  readonly low: number;
  readonly high: number;
  /** Superlatives along the column: "cheapest" is the least price. */
  readonly most: readonly string[];
  readonly least: readonly string[];
}

/**
 * "*" where no superlative says it: "the largest telescope" may be the heaviest.
 *
 * table | thing, things | label column | id column | key=one:value,value; ... |
 * measure=said:low-high:most,most/least,least; ... | date column:newest,newest/oldest,oldest
 */
const LINES = `
telescopes | telescope, telescopes | model | telescope_id | maker=maker:Orwell,Skylark,Vantor; mount=mount:fork,dobson,tripod | price=price:120-5200:most expensive,priciest/cheapest,least expensive; weight_kg=weight:2-60:heaviest/lightest; aperture_mm=aperture:60-400:*/* |
bridges_of_county | bridge, bridges | bridge_name | bridge_no | river=river:Tarn,Ouse,Wye; material=material:stone,steel,timber | length_m=length:20-1900:longest/shortest; height_m=height:3-90:highest,tallest/lowest | built_on:newest,most recent/oldest
holiday_cottages | cottage, cottages | cottage | cottage_id | valley=valley:Glenmore,Ardle,Croe; view=view:loch,hill,garden | nightly_price=nightly price:40-390:most expensive/cheapest; beds=beds:1-140:*/*; distance_km=distance:1-80:farthest/nearest,closest | opened_on:newest/oldest
candle_range | candle, candles | candle_name | sku | scent=scent:amber,fig,cedar,salt; size=size:S,M,L | price=price:4-64:priciest,most expensive/cheapest; burn_hours=burn hours:8-950:*/*; units_in_stock=stock:0-700:*/* | launched_on:newest,latest/oldest
rowing_boats | boat, boats | boat_name | boat_id | club=club:Severn,Tideway,Quayside; hull=hull:carbon,wood,plastic | weight_kg=weight:12-98:heaviest/lightest; top_speed_kmh=top speed:8-24:fastest/slowest; length_m=length:6-20:longest/shortest | bought_on:newest/oldest
lake_survey | lake, lakes | lake | lake_id | county=county:Kerry,Sligo,Mayo; water=water:clear,peaty,green | area_ha=area:3-2900:largest,biggest/smallest; depth_m=depth:2-130:deepest/shallowest; elevation_m=elevation:1-900:highest/lowest |
crew_members | crew member, crew members | full_name | crew_id | vessel=vessel:Aurora,Kestrel,Mistral; role=role:deckhand,cook,engineer | salary=salary:19000-88000:best paid,highest paid/lowest paid,worst paid; age=age:19-66:oldest/youngest; years_served=years served:1-38:longest serving/shortest serving |
board_games | board game, board games | title | game_id | publisher=publisher:Fennec,Lantern,Oblique; theme=theme:trains,farming,pirates | price=price:9-120:most expensive/cheapest; playing_minutes=playing minutes:10-240:*/*; rating=rating:30-99:best rated,highest rated/lowest rated | released_on:newest,most recent/oldest
villages_list | village, villages | village | village_id | district=district:Upper Vale,Sands,Moorland; parish=parish:St Bride,All Saints,Holy Rood | population=population:60-9800:most populous,largest/least populous,smallest; altitude_m=altitude:2-610:highest/lowest |
coffee_makers | machine, machines | machine | machine_id | brand=brand:Brio,Calda,Norrsken; colour=colour:black,steel,red | price=price:30-1900:most expensive,priciest/cheapest; power_watts=power:600-2400:*/*; weight_kg=weight:1-19:heaviest/lightest | launched_on:newest/oldest
hiking_trails | trail, trails | trail_name | trail_id | park=park:Cairn,Birkdale,Lomond; difficulty=difficulty:easy,medium,hard | length_km=length:2-48:longest/shortest; climb_m=climb:10-1400:*/* |
tkt_types | ticket, tickets | tkt_nm | tkt_id | zone_nm=zone:Inner,Outer,Airport; chnl=channel:app,kiosk,counter | prc_amt=price:2-180:most expensive/cheapest; valid_days=valid days:1-365:*/* | 
wrhs_stock | item, items | itm_nm | itm_id | ctgry=category:bolts,cable,paint; bin_cd=bin:A1,B4,C9 | unit_cst=unit cost:1-240:most expensive/cheapest; wght_kg=weight:1-70:heaviest/lightest; qty=quantity:0-900:*/* | last_rcvd_dt:latest/oldest
app_subscriptions | subscription plan, subscription plans | pln_nm | pln_id | rgn=region:North,South,Isles; tier=tier:solo,team,firm | mnth_fee=monthly fee:3-410:most expensive,priciest/cheapest; seats=seats:1-240:*/*; mbr_cnt=member count:4-5200:*/* | start_dt:newest/oldest
orchard_trees | tree, trees | tree_tag | tree_id | orchard=orchard:Lower Field,Chapel,Mill; variety=variety:Discovery,Egremont,Bramley | height_cm=height:90-720:tallest/shortest; yield_kg=yield:1-160:*/* | planted_on:newest/oldest
dive_sites | dive site, dive sites | site_name | site_id | island=island:Gozo,Vis,Hvar; entry=entry:shore,boat,pier | max_depth_m=depth:6-58:deepest/shallowest; visibility_m=visibility:3-440:*/*; price=price:15-130:most expensive/cheapest |
`;

const parts = (text: string, mark: string): string[] => text.split(mark).map((part) => part.trim());

function parse(line: string): ThingTable {
  const [name = "", noun = "", label = "", id = "", keys = "", measures = "", date = ""] = parts(line, "|");
  const [one = "", many = ""] = parts(noun, ",");
  const [column = "", words = ""] = parts(date, ":");
  return {
    name,
    one,
    many,
    label,
    id,
    keys: parts(keys, ";").map(parseKey),
    measures: parts(measures, ";").map(parseMeasure),
    ...(column === "" ? {} : { date: { column, newest: sides(words).first, oldest: sides(words).second } }),
  };
}

function sides(text: string): { readonly first: readonly string[]; readonly second: readonly string[] } {
  const [first = "", second = ""] = parts(text, "/");
  const said = (side: string): string[] => parts(side, ",").filter((word) => word !== "*");
  return { first: said(first), second: said(second) };
}

function parseKey(text: string): ThingKey {
  const [head = "", values = ""] = parts(text, ":");
  const [column = "", one = ""] = parts(head, "=");
  return { column, one, values: parts(values, ",") };
}

function parseMeasure(text: string): ThingMeasure {
  const [head = "", range = "", words = ""] = parts(text, ":");
  const [column = "", said = ""] = parts(head, "=");
  const [low = 0, high = 0] = parts(range, "-").map(Number);
  const { first: most, second: least } = sides(words);
  return { column, said, low, high, most, least };
}

export const THING_TABLES: readonly ThingTable[] = parts(LINES.trim(), "\n").map(parse);
