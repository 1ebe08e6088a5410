import { paper, type Ink } from './sheet.js';

/** The look of letters: sizes in points, one dark ink, a grey for what accompanies the text, a neutral blue for the rules. */
export const ink: Ink = [0.1, 0.11, 0.14];
export const grey: Ink = [0.36, 0.38, 0.43];
export const pale: Ink = [0.8, 0.82, 0.85];
export const tint: Ink = [0.95, 0.957, 0.965];
export const accent: Ink = [0.16, 0.3, 0.42];
export const warning: Ink = [0.55, 0.21, 0.06];

export const size = 10.5;
export const leading = 14;
export const small = 9;

export const margin = { left: 71, right: 65, top: 62, bottom: 68 };
export const width = paper.width - margin.left - margin.right;
/** the lowest baseline of text */
export const floor = paper.height - margin.bottom;
/** Left edge of the recipient's and the signatory's column: 110 mm, as window envelopes want. */
export const rightColumn = 312;
