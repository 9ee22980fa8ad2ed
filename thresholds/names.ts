/** The threshold presets there are; `none` judges nothing. */
export const thresholdPresetNames = ['interactive', 'outcomes', 'none'] as const;
export type ThresholdPresetName = (typeof thresholdPresetNames)[number];
