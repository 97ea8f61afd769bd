/** A segment that was saved: a name and what makes its members. */
export interface SavedSegment {
  id: string;
  name: string;
  query: string;
  creationDate: string;
  lastEditDate: string;
}
