import { Dialog } from '../components/Dialog.tsx'
import { KeyHint } from '../components/KeyHint.tsx'
import { useKeyList, useKeys } from '../components/keys.tsx'

/** `?` shows every key that works on this page. */
export function KeyList() {
  const list = useKeyList()
  useKeys('全局', [{ keys: '?', label: '显示本页全部快捷键', run: list.open }])
  const titles = [...new Set(list.groups?.map((group) => group.title))]
  return (
    <Dialog title="本页快捷键" open={list.groups !== undefined} close={list.close}>
      <div className="key-list">
        {titles.map((title) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <dl>
              {list.groups
                ?.filter((group) => group.title === title)
                .flatMap((group) => group.bindings)
                .map((binding) => (
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
