import { type RefObject, useEffect, useRef, useState } from "react";

export interface Scrolled {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Scroll position and size of an element, at most one update per frame. */
export function useScrolled(): { holder: RefObject<HTMLDivElement | null>; scrolled: Scrolled } {
  const holder = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState<Scrolled>({ top: 0, left: 0, width: 800, height: 400 });
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
      setScrolled((old) =>
        old.top === top && old.left === left && old.width === width && old.height === height
          ? old
          : { top, left, width, height },
      );
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(read);
    };
    const observer = new ResizeObserver(schedule);
    observer.observe(element);
    element.addEventListener("scroll", schedule, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", schedule);
      cancelAnimationFrame(frame);
    };
  }, []);
  return { holder, scrolled };
}
