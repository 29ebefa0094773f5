import { Link } from '@tanstack/react-router'
import { PageHead } from '../components/PageHead.tsx'

/** Where an address leads nowhere or a screen could not be drawn. */
export function LostPage() {
  return (
    <div className="page">
      <PageHead title="这一页没有打开" focus />
      <div className="card empty">
        <p>这一页不存在，或没有能显示出来。已保存的内容不受影响。</p>
        <Link to="/">回到今日</Link>
      </div>
    </div>
  )
}
