/** What is read of BigQuery's answers; every field may be missing. */

export interface FieldSchema {
  readonly name?: string;
  readonly type?: string;
  readonly mode?: string;
  readonly description?: string;
  readonly precision?: string;
  readonly scale?: string;
  readonly fields?: readonly FieldSchema[];
}

export interface TableReference {
  readonly projectId?: string;
  readonly datasetId?: string;
  readonly tableId?: string;
}

export interface Fault {
  readonly reason?: string;
  readonly message?: string;
  readonly location?: string;
}

export interface Job {
  readonly jobReference?: { readonly jobId?: string; readonly location?: string };
  readonly status?: { readonly state?: string; readonly errorResult?: Fault };
  readonly statistics?: {
    readonly totalBytesProcessed?: string;
    readonly query?: {
      readonly statementType?: string;
      readonly referencedTables?: readonly TableReference[];
      readonly totalBytesProcessed?: string;
    };
  };
}

export interface RowValue {
  readonly f?: readonly { readonly v?: unknown }[];
}

export interface ResultPage {
  readonly jobComplete?: boolean;
  readonly schema?: { readonly fields?: readonly FieldSchema[] };
  readonly rows?: readonly RowValue[];
  readonly pageToken?: string;
}

export interface DatasetList {
  readonly datasets?: readonly { readonly datasetReference?: { readonly datasetId?: string } }[];
  readonly nextPageToken?: string;
}

export interface TableList {
  readonly tables?: readonly { readonly tableReference?: TableReference; readonly type?: string }[];
  readonly nextPageToken?: string;
}

export interface TableResource {
  readonly type?: string;
  readonly description?: string;
  readonly numRows?: string;
  readonly lastModifiedTime?: string;
  readonly view?: { readonly query?: string; readonly useLegacySql?: boolean };
  readonly materializedView?: { readonly query?: string };
  readonly schema?: { readonly fields?: readonly FieldSchema[] };
  readonly tableConstraints?: {
    readonly primaryKey?: { readonly columns?: readonly string[] };
    readonly foreignKeys?: readonly {
      readonly referencedTable?: TableReference;
      readonly columnReferences?: readonly {
        readonly referencingColumn?: string;
        readonly referencedColumn?: string;
      }[];
    }[];
  };
}

export interface TableRows {
  readonly rows?: readonly RowValue[];
}
