/**
 * Functions that work on their arguments alone, from BigQuery's function reference. Withheld: EXTERNAL_QUERY, everything
 * under ML, AI, OBJ and BQ, functions of keys (they call a key service), and whatever a project has made itself.
 */
const GROUPS: Readonly<Record<string, string>> = {
  aggregates: `any_value approx_count_distinct approx_quantiles approx_top_count approx_top_sum array_agg array_concat_agg
    avg bit_and bit_or bit_xor corr count countif covar_pop covar_samp grouping logical_and logical_or max max_by min
    min_by stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance hll_count.init hll_count.merge
    hll_count.merge_partial hll_count.extract kll_quantiles.init_int64 kll_quantiles.init_float64
    kll_quantiles.merge_int64 kll_quantiles.merge_float64 kll_quantiles.merge_partial kll_quantiles.merge_point_int64
    kll_quantiles.merge_point_float64 kll_quantiles.extract_int64 kll_quantiles.extract_float64
    kll_quantiles.extract_point_int64 kll_quantiles.extract_point_float64`,
  windows: `cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank percentile_cont
    percentile_disc rank row_number`,
  arrays: `array_concat array_filter array_first array_first_n array_includes array_includes_all array_includes_any
    array_is_distinct array_last array_last_n array_length array_max array_min array_reverse array_slice array_to_string
    array_transform array_zip flatten generate_array generate_date_array generate_timestamp_array generate_range_array
    offset safe_offset ordinal safe_ordinal`,
  numbers: `abs acos acosh acot acoth asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cosine_distance cot
    coth csc csch div euclidean_distance exp floor greatest ieee_divide is_inf is_nan least ln log log10 mod pow power
    rand range_bucket round safe_add safe_divide safe_multiply safe_negate safe_subtract sec sech sign sin sinh sqrt tan
    tanh trunc parse_numeric parse_bignumeric numeric bignumeric int64 float64 bool`,
  texts: `ascii byte_length char_length character_length chr code_points_to_bytes code_points_to_string collate concat
    contains_substr edit_distance ends_with format from_base32 from_base64 from_hex initcap instr left length lower lpad
    ltrim normalize normalize_and_casefold octet_length regexp_contains regexp_extract regexp_extract_all regexp_instr
    regexp_replace regexp_substr repeat replace reverse right rpad rtrim safe_convert_bytes_to_string search soundex
    split starts_with string strpos substr substring text_analyze to_base32 to_base64 to_code_points to_hex translate
    trim unicode upper bag_of_words tf_idf`,
  times: `current_date current_datetime current_time current_timestamp date date_add date_bucket date_diff
    date_from_unix_date date_sub date_trunc datetime datetime_add datetime_bucket datetime_diff datetime_sub
    datetime_trunc extract format_date format_datetime format_time format_timestamp justify_days justify_hours
    justify_interval last_day make_interval parse_date parse_datetime parse_time parse_timestamp time time_add time_diff
    time_sub time_trunc timestamp timestamp_add timestamp_bucket timestamp_diff timestamp_micros timestamp_millis
    timestamp_seconds timestamp_sub timestamp_trunc unix_date unix_micros unix_millis unix_seconds range range_contains
    range_end range_intersect range_overlaps range_start generate_uuid week`,
  json: `json_array json_array_append json_array_insert json_extract json_extract_array json_extract_scalar
    json_extract_string_array json_flatten json_keys json_object json_query json_query_array json_remove json_set
    json_strip_nulls json_type json_value json_value_array lax_bool lax_float64 lax_int64 lax_string parse_json to_json
    to_json_string`,
  others: `coalesce if ifnull nullif nullifzero zeroifnull error farm_fingerprint md5 sha1 sha256 sha512 session_user
    typeof isnull grouping_id net.host net.ip_from_string net.ip_net_mask net.ip_to_string net.ip_trunc
    net.ipv4_from_int64 net.ipv4_to_int64 net.public_suffix net.reg_domain net.safe_ip_from_string`,
  geography: `s2_cellidfrompoint s2_coveringcellids st_angle st_area st_asbinary st_asgeojson st_astext st_azimuth
    st_boundary st_boundingbox st_buffer st_bufferwithtolerance st_centroid st_centroid_agg st_closestpoint
    st_clusterdbscan st_contains st_convexhull st_coveredby st_covers st_difference st_dimension st_disjoint st_distance
    st_dump st_dwithin st_endpoint st_equals st_extent st_exteriorring st_geogfrom st_geogfromgeojson st_geogfromtext
    st_geogfromwkb st_geogpoint st_geogpointfromgeohash st_geohash st_geometrytype st_hausdorffdistance
    st_hausdorffdwithin st_interiorrings st_intersection st_intersects st_intersectsbox st_isclosed st_iscollection
    st_isempty st_isring st_length st_lineinterpolatepoint st_linelocatepoint st_linesubstring st_makeline
    st_makepolygon st_makepolygonoriented st_maxdistance st_npoints st_numgeometries st_numpoints st_perimeter st_pointn
    st_simplify st_snaptogrid st_startpoint st_touches st_union st_union_agg st_within st_x st_y`,
};

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(
  Object.values(GROUPS).flatMap((group) => group.split(/\s+/)),
);
