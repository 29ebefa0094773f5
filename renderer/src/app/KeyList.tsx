import { Dialog } from '../components/Dialog.tsx'
import { KeyHint } from '../components/KeyHint.tsx'
import { EVERYWHERE } from '../components/key-match.ts'
import { useKeyList, useKeys } from '../components/keys.tsx'

/** `?` shows every key that works on this page. */
export function KeyList() {
  const list = useKeyList()
  useKeys(EVERYWHERE, [{ keys: '?', label: '显示本页全部快捷键', run: list.open }])
  return (
    <Dialog title="本页快捷键" open={list.groups !== undefined} close={list.close}>
      <div className="key-list">
        {list.groups?.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h2>{group.title}</h2>
            <dl>
              {group.bindings.map((binding) => (
                <div key={`${binding.keys} ${binding.label}`}>
                  <dt>
                    <KeyHint keys={binding.keys} />
                    <span className="unseen">{binding.keys}</span>
                  </dt>
                  <dd>{binding.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
