import type { ButtonHTMLAttributes, Ref } from "react";

const LOOKS = {
  solid:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-edge disabled:text-surface dark:disabled:text-faint font-medium",
  plain:
    "border border-edge bg-surface text-ink hover:border-faint hover:bg-sunken disabled:text-faint disabled:hover:bg-surface",
  quiet: "text-soft hover:bg-sunken hover:text-ink disabled:text-faint",
  danger: "border border-bad/40 bg-bad-wash text-bad hover:border-bad",
} as const;

const SIZES = { small: "h-8 px-2.5 text-[13px]", medium: "h-9 px-3.5 text-sm", icon: "size-9" } as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: keyof typeof LOOKS;
  readonly size?: keyof typeof SIZES;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = "plain", size = "medium", className = "", type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-field whitespace-nowrap transition-colors disabled:cursor-default ${SIZES[size]} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
