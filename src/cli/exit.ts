/** What a command leaves behind for the process. */
export interface Exit {
  code: number;
}
