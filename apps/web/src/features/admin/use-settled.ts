import { useEffect, useState } from "react";

/** The value once it has not changed for a while: the server is not asked about every letter. */
export function useSettled<T>(value: T, quietMs = 500): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return settled;
}
