import { Search } from "lucide-react";

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export const SearchField = ({ label, value, onChange }: SearchFieldProps) => (
  <div className="relative">
    <Search size={16} aria-hidden className="absolute top-3 left-4 text-faint" />
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-10 w-full rounded-field border border-edge bg-surface pr-3 pl-11 focus:border-accent"
    />
  </div>
);
