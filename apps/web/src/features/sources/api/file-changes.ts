import { type components, sendForm } from "@parlance/client";
import { api, bodyOf } from "../../../http/api.ts";
import type { Source } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { renewed } from "../../../http/session.ts";

export type FileChange = components["schemas"]["FileChange"];
export type TableDrift = components["schemas"]["TableDrift"];
export type ChangeMode = FileChange["mode"];

/** Sends the new file and gets what it would change; nothing is changed yet. */
export function previewChange(sourceId: string, fileId: string, mode: ChangeMode, file: File): Promise<FileChange> {
  const path = `/api/v1/sources/${sourceId}/files/${fileId}/${mode}`;
  const key = newId();
  return renewed(() => sendForm<FileChange>({ path, files: [file], key }));
}

/** Per table: column of the new file -> the name it keeps. */
export type ColumnMapping = Record<string, Record<string, string>>;

export async function confirmChange({ sourceId, id }: FileChange, mapping: ColumnMapping): Promise<Source> {
  const params = { path: { id: sourceId, changeId: id } };
  const reply = api.POST("/api/v1/sources/{id}/changes/{changeId}", { params, body: { mapping } });
  return (await bodyOf(reply)).source;
}

export async function undoChange(sourceId: string): Promise<Source> {
  const reply = api.POST("/api/v1/sources/{id}/undo", { params: { path: { id: sourceId } }, body: {} });
  return (await bodyOf(reply)).source;
}
