/** Names and values, the way a form on paper has them. Text only, whatever it contains. */
export const Facts = ({ list }: { list: readonly (readonly [name: string, value: string])[] }) => (
  <dl className="facts">
    {list.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
