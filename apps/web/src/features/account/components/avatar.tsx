export interface AvatarProps {
  readonly name: string;
  readonly url: string | null;
  readonly size?: "small" | "large";
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");

/** A person's picture, or the beginning of their name. Told by the name beside it, so hidden from readers. */
export function Avatar({ name, url, size = "small" }: AvatarProps) {
  const box = size === "small" ? "size-7 text-[11px]" : "size-20 text-2xl";
  if (url !== null) return <img src={url} alt="" className={`${box} rounded-full object-cover`} />;
  return (
    // Drawn by the style sheet: letters that are text would belong to the name of the button they stand in.
    <span
      aria-hidden
      data-initials={initialsOf(name)}
      className={`${box} grid place-items-center rounded-full bg-accent-wash font-medium text-accent before:content-[attr(data-initials)]`}
    />
  );
}
