/** An opening quotation mark whose two strokes are bars of a chart. */
export function LogoMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden className="text-accent">
      <path
        fill="currentColor"
        d="M2 13.200a4.200 4.200 0 0 1 8.400 0v2.600c0 3.700-2 6.200-5.600 7.200l-.8-2c1.500-.6 2.400-1.600 2.600-3H2zM13.200 5.200a4.200 4.200 0 0 1 8.400 0v10.600c0 3.700-2 6.200-5.600 7.200l-.8-2c1.500-.6 2.400-1.600 2.600-3h-4.600z"
      />
    </svg>
  );
}
