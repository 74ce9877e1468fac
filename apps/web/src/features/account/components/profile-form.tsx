import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useRef } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Account, removeAvatar, rename, setAvatar } from "../api/account.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { Avatar } from "./avatar.tsx";

export function ProfileForm({ account }: { account: Account }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: rename,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["account"] }),
        client.invalidateQueries({ queryKey: ["me"] }),
      ]),
  });
  return (
    <>
      <PictureField account={account} />
      <AccountForm
        onSubmit={(value) => save.mutate({ name: value("name"), revision: account.revision })}
        isBusy={save.isPending}
        error={save.error}
        action={save.isSuccess ? "Saved" : "Save"}
        busyAction="Saving…"
      >
        {(problem) => (
          <AccountField
            label="Name"
            name="name"
            autoComplete="name"
            maxLength={200}
            defaultValue={account.name}
            problem={problem("name")}
            onChange={() => save.reset()}
          />
        )}
      </AccountForm>
    </>
  );
}

function PictureField({ account }: { account: Account }) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const readAgain = () =>
    Promise.all([client.invalidateQueries({ queryKey: ["account"] }), client.invalidateQueries({ queryKey: ["me"] })]);
  const set = useMutation({ mutationFn: setAvatar, onSuccess: readAgain });
  const remove = useMutation({ mutationFn: removeAvatar, onSuccess: readAgain });
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (file !== undefined) set.mutate(file);
  };
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-4">
        <Avatar name={account.name} url={account.avatarUrl} size="large" />
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            className="sr-only"
            tabIndex={-1}
            aria-label="Picture"
            onChange={choose}
          />
          <Button disabled={set.isPending} onClick={() => input.current?.click()}>
            {set.isPending ? "Sending…" : account.avatarUrl === null ? "Add a picture" : "Change the picture"}
          </Button>
          {account.avatarUrl === null ? null : (
            <Button look="quiet" disabled={remove.isPending} onClick={() => remove.mutate()}>
              Remove
            </Button>
          )}
        </div>
      </div>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
    </div>
  );
}
