const PAIRS = `people:person men:man women:woman children:child feet:foot teeth:tooth mice:mouse geese:goose wives:wife
lives:life knives:knife leaves:leaf shelves:shelf halves:half wolves:wolf data:data media:media criteria:criterion
phenomena:phenomenon indices:index indexes:index matrices:matrix vertices:vertex analyses:analysis bases:base
crises:crisis theses:thesis diagnoses:diagnosis statuses:status addresses:address buses:bus gases:gas movies:movie
cookies:cookie taxis:taxi skis:ski bikinis:bikini emojis:emoji ties:tie zombies:zombie series:series species:species sales:sale houses:house courses:course
heroes:hero died:die dies:die dying:die lies:lie held:hold bought:buy sold:sell made:make paid:pay won:win lost:lose
taught:teach wrote:write written:write gave:give given:give took:take taken:take had:have has:have did:do does:do
done:do was:be were:be been:be is:be are:be am:be being:be born:birth weighs:weigh weighed:weigh spent:spend
built:build sent:send got:get left:leave led:lead met:meet ran:run run:run sang:sing sung:sing spoke:speak
spoken:speak began:begin begun:begin came:come went:go saw:see seen:see known:know knew:know grew:grow grown:grow
drove:drive driven:drive flew:fly flown:fly rode:ride ridden:ride told:tell said:say thought:think brought:bring
caught:catch kept:keep stored:store ordered:order shipped:ship heavier:heavy cheaper:cheap`;

export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  PAIRS.split(/\s+/).map((pair) => {
    const [form = "", base = ""] = pair.split(":");
    return [form, base] as const;
  }),
);
