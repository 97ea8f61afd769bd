export const en = {
  title: 'Name',
} as const;
