import { US_STATE_CODES, type UsStateCode } from "./phone-number-plan";

/** A local access and transport area: its three digits, its name, and the states in which most of it lies. */
export type Lata = { lata: string; name: string; states: readonly UsStateCode[] };

// The public list of LATAs: number, name | states.
const LATA_TABLE = `
120 Maine|ME
122 New Hampshire|NH
124 Vermont|VT
126 Western Massachusetts|MA
128 Eastern Massachusetts|MA
130 Rhode Island|RI
132 New York Metro|NY CT
133 Poughkeepsie|NY
134 Albany|NY
136 Syracuse|NY
138 Binghamton|NY
140 Buffalo|NY
220 Atlantic Coastal|NJ
222 Delaware Valley|NJ
224 North Jersey|NJ
226 Capital|PA
228 Philadelphia|PA DE
230 Altoona|PA
232 Northeast Pennsylvania|PA
234 Pittsburgh|PA
236 Washington|DC MD VA
238 Baltimore|MD
240 Hagerstown|MD
242 Salisbury|MD
244 Roanoke|VA
246 Culpeper|VA
248 Richmond|VA
250 Lynchburg|VA
252 Norfolk|VA
254 Charleston|WV
256 Clarksburg|WV
320 Cleveland|OH
322 Youngstown|OH
324 Columbus|OH
325 Akron|OH
326 Toledo|OH
328 Dayton|OH
330 Evansville|IN
332 South Bend|IN
334 Auburn-Huntington|IN
336 Indianapolis|IN
338 Bloomington|IN
340 Detroit|MI
342 Upper Peninsula|MI
344 Saginaw|MI
346 Lansing|MI
348 Grand Rapids|MI
350 Northeast Wisconsin|WI
352 Northwest Wisconsin|WI
354 Southwest Wisconsin|WI
356 Southeast Wisconsin|WI
358 Chicago|IL IN
360 Rockford|IL
362 Cairo|IL
364 Sterling|IL
366 Forrest|IL
368 Peoria|IL
370 Champaign|IL
374 Springfield|IL
376 Quincy|IL
420 Asheville|NC
422 Charlotte|NC
424 Greensboro|NC
426 Raleigh|NC
428 Wilmington|NC
430 Greenville|SC
432 Florence|SC
434 Columbia|SC
436 Charleston|SC
438 Atlanta|GA
440 Savannah|GA
442 Augusta|GA
444 Albany|GA
446 Macon|GA
448 Pensacola|FL
450 Panama City|FL
452 Jacksonville|FL
454 Gainesville|FL
456 Daytona Beach|FL
458 Orlando|FL
460 Southeast Florida|FL
462 Louisville|KY
464 Owensboro|KY
466 Winchester|KY
468 Memphis|TN
470 Nashville|TN
472 Chattanooga|TN
474 Knoxville|TN
476 Birmingham|AL
477 Huntsville|AL
478 Montgomery|AL
480 Mobile|AL
482 Jackson|MS
484 Biloxi|MS
486 Shreveport|LA
488 Lafayette|LA
490 New Orleans|LA
492 Baton Rouge|LA
520 St. Louis|MO IL
521 Westphalia|MO
522 Springfield|MO
524 Kansas City|MO KS
526 Fort Smith|AR
528 Little Rock|AR
530 Pine Bluff|AR
532 Wichita|KS
534 Topeka|KS
536 Oklahoma City|OK
538 Tulsa|OK
540 El Paso|TX
542 Midland|TX
544 Lubbock|TX
546 Amarillo|TX
548 Wichita Falls|TX
550 Abilene|TX
552 Dallas|TX
554 Longview|TX
556 Waco|TX
558 Austin|TX
560 Houston|TX
562 Beaumont|TX
564 Corpus Christi|TX
566 San Antonio|TX
568 Brownsville|TX
570 Hearne|TX
620 Rochester|MN
624 Duluth|MN
626 St. Cloud|MN
628 Minneapolis|MN
630 Sioux City|IA
632 Des Moines|IA
634 Davenport|IA
635 Cedar Rapids|IA
636 Brainerd-Fargo|MN ND
638 Bismarck|ND
640 South Dakota|SD
644 Omaha|NE IA
646 Grand Island|NE
648 Great Falls|MT
650 Billings|MT
652 Idaho|ID
654 Wyoming|WY
656 Denver|CO
658 Colorado Springs|CO
660 Utah|UT
664 New Mexico|NM
666 Phoenix|AZ
668 Tucson|AZ
670 Eugene|OR
672 Portland|OR WA
674 Seattle|WA
676 Spokane|WA
720 Reno|NV
721 Pahrump|NV
722 San Francisco|CA
724 Chico|CA
726 Sacramento|CA
728 Fresno|CA
730 Los Angeles|CA
732 San Diego|CA
734 Bakersfield|CA
736 Monterey|CA
738 Stockton|CA
740 San Luis Obispo|CA
820 Puerto Rico|PR
822 Virgin Islands|VI
832 Alaska|AK
834 Hawaii|HI
920 Hartford|CT
921 Fishers Island|NY
922 Cincinnati|OH KY IN
923 Mansfield|OH
924 Erie|PA
932 Charlottesville|VA
937 Richmond|IN
938 Terre Haute|IN
939 Fort Myers|FL
949 Fayetteville|NC
951 Rocky Mount|NC
952 Tampa|FL
953 Tallahassee|FL
956 Bristol-Johnson City|TN VA
958 Lincoln|NE
960 Coeur d'Alene|ID
961 San Angelo|TX
963 Kalispell|MT
973 Palm Springs|CA
974 Rochester|NY
976 Mattoon|IL
977 Macomb|IL
978 Olney|IL
980 Navajo|AZ
981 Navajo|UT
`;

const isStateCode = (text: string): text is UsStateCode => US_STATE_CODES.some((code) => code === text);

/** Every LATA, ascending by number. */
export const LATAS: readonly Lata[] = LATA_TABLE.trim()
  .split("\n")
  .map((line) => {
    const [head = "", states = ""] = line.split("|");
    return { lata: head.slice(0, 3), name: head.slice(4), states: states.split(" ").filter(isStateCode) };
  });

const latasByNumber = new Map(LATAS.map((entry) => [entry.lata, entry]));

/** The LATA of this number (three digits, as text or integer), or null when the public list has none. */
export function findLata(lata: string | number): Lata | null {
  return latasByNumber.get(String(lata).trim()) ?? null;
}

/** The name of a LATA (`224` → `North Jersey`), or null when the public list has none of this number. */
export function lataName(lata: string | number): string | null {
  return findLata(lata)?.name ?? null;
}

function foldName(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^a-z0-9]+/gi, " ")
    .trim()
    .toLowerCase();
}

function rankLata({ lata, name, states }: Lata, wanted: string): number | null {
  const folded = foldName(name);
  if (lata === wanted || folded === wanted) return 0;
  if (lata.startsWith(wanted)) return 1;
  if (folded.startsWith(wanted)) return 2;
  if (states.some((state) => state.toLowerCase() === wanted)) return 3;
  if (folded.split(" ").some((word) => word.startsWith(wanted)) || folded.includes(` ${wanted}`)) return 4;
  const full = `${lata} ${folded} ${states.join(" ").toLowerCase()}`.split(" ");
  return wanted.split(" ").every((word) => full.some((part) => part.startsWith(word))) ? 5 : null;
}

/**
 * The LATAs that a person may mean by a number or its beginning, a name or words of it, or a state's code; the best first. A blank text
 * gives all of them.
 */
export function findLatas(text: string): readonly Lata[] {
  const wanted = foldName(text);
  if (wanted === "") return LATAS;
  return LATAS.flatMap((entry) => {
    const rank = rankLata(entry, wanted);
    return rank === null ? [] : [{ entry, rank }];
  })
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
}
