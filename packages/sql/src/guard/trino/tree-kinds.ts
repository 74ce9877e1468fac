/**
 * Every part that a read may consist of, as dt-sql-parser's Trino grammar names it. A part that is missing here is
 * refused, so a newer grammar can only make the guard stricter.
 */
export const ALLOWED_PARTS: ReadonlySet<string> = new Set(
  `
  SingleStatement StatementDefault RootQuery Explain ExplainType ExplainFormat ShowColumns

  QueryStatement With NamedQuery QueryNoWith LimitRowCount RowCount QueryTermDefault SetOperation Subquery
  QueryPrimaryDefault Table InlineTable SortItem QuerySpecification WhereClause HavingClause SelectList SetQuantifier
  SelectItem SelectAllWithoutTable TableAllColumns SelectLiteralColumnName SelectExpressionColumnName GroupBy PartitionBy
  GroupingElement MultipleGroupingSets SingleGroupingSet Cube Rollup GroupingSet GroupingTerm WindowDefinition
  WindowSpecification

  RelationDefault JoinRelation JoinType JoinCriteria JoinColumnEquality JoinColumnReference SampledRelation SampleType
  AliasedRelation ColumnListCreate ColumnList ColumnAliases ExpressionSourceTable ParenthesizedRelation TableName
  RelationSourceTable SubqueryRelation Unnest Lateral TableOrViewName TableRef ViewRef QueryPeriod RangeType
  TableFunctionInvocation TableFunctionCall TableFunctionArgument TableArgument TableArgumentTable TableArgumentQuery
  DescriptorArgument DescriptorField CoPartitionTables

  JsonTable ValueColumn QueryColumn NestedColumns OrdinalityColumn LeafPlan JoinPlan UnionPlan CrossPlan
  JsonTablePathName PlanPrimary JsonTableDefaultPlan JsonPathInvocation JsonValueExpression JsonRepresentation
  JsonArgument JsonExistsErrorBehavior JsonValueBehavior JsonQueryWrapperBehavior JsonQueryBehavior JsonObjectMember
  JsonValue JsonQuery JsonExists JsonObject JsonArray

  PatternRecognition MeasureDefinition RowsPerMatch EmptyMatchHandling SkipTo SubsetDefinition VariableDefinition
  Measure ProcessingMode RowPattern QuantifiedPrimary PatternConcatenation PatternAlternation PatternPermutation
  PartitionStartAnchor PartitionEndAnchor PatternVariable ExcludedPattern EmptyPattern GroupedPattern
  ZeroOrMoreQuantifier OneOrMoreQuantifier ZeroOrOneQuantifier RangeQuantifier

  Expression LogicalNot Predicated Or And Comparison Like InSubquery DistinctFrom InList NullPredicate Between
  QuantifiedComparison ComparisonOperator ComparisonQuantifier ValueExpressionDefault Concatenation ArithmeticBinary
  ArithmeticUnary AtTimeZone TimeZoneInterval TimeZoneString Dereference Subscript ColumnReference ColumnRef ColumnName
  TypeConstructor Cast Lambda ParenthesizedExpression RowConstructor ArrayConstructor SubqueryExpression Exists
  SimpleCase SearchedCase WhenClause Coalesce GroupingOperation FunctionCall FunctionName QualifiedName Filter Over
  NullTreatment WindowFrame FrameExtent UnboundedFrame CurrentRowBound BoundedFrame ListAgg ListAggOverflowBehavior
  ListAggCountIndication Substring Trim TrimsSpecification Normalize NormalForm Extract Position CurrentDate CurrentTime
  CurrentTimestamp LocalTime LocalTimestamp CurrentUser CurrentCatalog CurrentSchema CurrentPath

  NumericLiteral IntegerLiteral DecimalLiteral DoubleLiteral StringLiteral BasicStringLiteral UnicodeStringLiteral
  BinaryLiteral BooleanLiteral BooleanValue NullLiteral IntervalLiteral Interval IntervalField UnquotedIdentifier
  QuotedIdentifier NonReserved

  RowType RowField IntervalType ArrayType DoublePrecisionType LegacyArrayType LegacyMapType DateTimeType TimeType GenericType
  TypeParameter
  `
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Table functions that make rows out of their arguments and of nothing else. */
export const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set(["sequence", "exclude_columns"]);
