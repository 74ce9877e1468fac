import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

export interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
}

export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-h-[min(26rem,80dvh)] min-w-48 animate-rise overflow-y-auto rounded-card border border-line bg-raised p-1.5 text-sm shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly children: ReactNode;
  readonly isCurrent?: boolean;
  readonly isDisabled?: boolean;
}

export function MenuItem({ onSelect, children, isCurrent = false, isDisabled = false }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      disabled={isDisabled}
      onSelect={onSelect}
      className={`flex cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-2 outline-none data-disabled:cursor-default data-disabled:text-faint data-highlighted:bg-sunken data-highlighted:text-ink ${isCurrent ? "font-medium text-accent" : "text-soft"}`}
    >
      {children}
    </DropdownMenu.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-faint">{children}</DropdownMenu.Label>
);
