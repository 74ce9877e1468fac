import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { MapMarks, MapScene } from "./draw-map.ts";
import { type MapHands, MapStage, ZOOM_STEP } from "./map-stage.ts";

export interface MapCommands {
  zoomIn(): void;
  zoomOut(): void;
  showAll(): void;
  show(name: string): void;
}

/**
 * Draws the map and moves it: by dragging, wheel, two fingers and keys. Moving it is no matter of React's: a frame
 * costs one drawing of what is in sight.
 */
export function useMapCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  scene: MapScene,
  marks: MapMarks,
  themeName: string,
  hands: MapHands,
): MapCommands {
  const stage = useRef<MapStage | null>(null);
  const held = useRef({ marks, hands });
  held.current = { marks, hands };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's name stands for the colours read from the page
  useEffect(() => {
    if (canvas.current === null) return;
    const latest: MapHands = {
      onChoose: (name) => held.current.hands.onChoose(name),
      onAt: (name) => held.current.hands.onAt(name),
    };
    const made = new MapStage(canvas.current, scene, () => held.current.marks, latest, stage.current?.view);
    stage.current = made;
    return () => made.close();
  }, [canvas, scene, themeName]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked is drawn anew when it changes
  useEffect(() => stage.current?.draw(), [marks.at, marks.chosen, marks.near]);
  return useMemo(
    () => ({
      zoomIn: () => stage.current?.zoom(ZOOM_STEP),
      zoomOut: () => stage.current?.zoom(1 / ZOOM_STEP),
      showAll: () => stage.current?.showAll(),
      show: (name) => stage.current?.show(name),
    }),
    [],
  );
}
