/** The key of an action, shown where it acts. Hidden from screen readers: the list of keys names it with its action. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key === 'Enter' ? '↵' : key}</kbd>
      ))}
    </span>
  )
}
