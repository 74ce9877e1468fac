const list = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => `$${name}`),
  );

/** Conditions on one field whose operand is plain data. */
export const DATA_CONDITIONS = list(`eq ne gt gte lt lte in nin exists type size mod bitsAllSet bitsAnySet bitsAllClear
  bitsAnyClear`);

export const GEO_CONDITIONS = list("geoWithin geoIntersects near nearSphere maxDistance minDistance");

/** What may stand inside a geographic condition. */
export const GEO_PARTS = list("geometry box polygon center centerSphere maxDistance minDistance uniqueDocs");

/** Every expression operator and accumulator that computes from its operands alone. No JavaScript, nothing about the server. */
export const EXPRESSION_OPERATORS = list(`
  abs acos acosh add addToSet allElementsTrue and anyElementTrue arrayElemAt arrayToObject asin asinh atan
  atan2 atanh avg binarySize bitAnd bitNot bitOr bitXor bottom bottomN bsonSize ceil cmp concat concatArrays cond convert
  cos cosh count covariancePop covarianceSamp dateAdd dateDiff dateFromParts dateFromString dateSubtract dateToParts
  dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear degreesToRadians denseRank derivative divide documentNumber eq
  exp expMovingAvg filter first firstN floor getField gt gte hour ifNull in indexOfArray indexOfBytes indexOfCP integral
  isArray isNumber isoDayOfWeek isoWeek isoWeekYear last lastN let linearFill literal ln locf log log10 lt lte ltrim map
  max maxN median mergeObjects meta millisecond min minMaxScaler minN minute mod month multiply ne not objectToArray or
  percentile pow push radiansToDegrees rand range rank reduce regexFind regexFindAll regexMatch replaceAll replaceOne
  reverseArray round rtrim sampleRate second setDifference setEquals setField setIntersection setIsSubset setUnion shift
  sigmoid similarityCosine similarityDotProduct similarityEuclidean sin sinh size slice sortArray split sqrt stdDevPop
  stdDevSamp strLenBytes strLenCP strcasecmp substr substrBytes substrCP subtract sum switch tan tanh toBool toDate
  toDecimal toDouble toHashedIndexKey toInt toLong toLower toObjectId toString toUUID toUpper top topN trim trunc
  tsIncrement tsSecond type unsetField week year zip`);

/** Variables of the server's own that tell nothing about it; those of a query begin with a small letter. */
export const SYSTEM_VARIABLES: ReadonlySet<string> = new Set([
  "ROOT",
  "CURRENT",
  "REMOVE",
  "NOW",
  "DESCEND",
  "PRUNE",
  "KEEP",
]);
