/** Header of every answer of the lab, so that no report of it can be taken for one of a real estate. */
export const simulationHeader = 'x-plumbline-simulation';
