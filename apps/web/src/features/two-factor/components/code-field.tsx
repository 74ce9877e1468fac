import { AccountField } from "../../account/components/account-field.tsx";

export interface CodeFieldProps {
  readonly label: string;
  readonly problem: string | undefined;
}

export const CodeField = ({ label, problem }: CodeFieldProps) => (
  <AccountField
    label={label}
    name="code"
    autoComplete="one-time-code"
    autoCapitalize="none"
    spellCheck={false}
    maxLength={40}
    problem={problem}
  />
);
