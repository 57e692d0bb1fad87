/** Text with its middle left out where it is longer than there is room for: the ends of an identifier tell most. */
export function middle(text: string, room: number): string {
  const characters = [...text];
  if (characters.length <= room) return text;
  const tail = Math.floor((room - 1) / 2);
  return `${characters.slice(0, room - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
