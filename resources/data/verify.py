#!/usr/bin/env python3
# 核对本文件夹里的批次：python3 verify.py。不联网，只用 Python 3.9 以上自带的功能；每一步都可以换一种语言另写一遍。
# 第一部分就是整个摇号（draw.py 只有这一部分），用 sha256sum 也能逐条核对；其余按公布的规则把名额重新分一遍。
import hashlib, json, pathlib, sys
folder, faults = pathlib.Path(__file__).resolve().parent, []
read = lambda name: (folder / name).read_bytes().decode()
def check(name, right):
    print('通过' if right else '不符', name)
    if not right: faults.append(name)
draw, (head, *rows) = json.loads(read('draw.json')), (json.loads(line) for line in read('list.txt').split('\n')[:-1])

# 一、摇号：名单指纹和承诺值都是 SHA-256；种子 = SHA-256(各部分用 | 连起来)；签号 = SHA-256(种子|申请编号)
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
check('名单 list.txt 的指纹', 'sha256:' + sha(read('list.txt')) == draw['listHash'])
if draw['mode'] == 'commit-reveal':
    over, shares = draw['over'], draw['revealers']
    drawn_over = read(over['list'])  # 第一次冻结的名单；规则、批次名称不会因重读或更正而变
    check('摇号所依据名单的指纹', 'sha256:' + sha(drawn_over) == over['listHash'] and drawn_over.split('\n')[0] == read('list.txt').split('\n')[0])
    check('批次名称和政策指纹', draw['title'] == head['id'] and (over['policyHash'] == draw['policyHash'] or over['list'] != 'list.txt'))
    for s in shares:
        check(f"{s['name']} 的揭示内容", s['used'] == s['fallback'] if s['absent'] else s['used'] == s['secret'] and sha(s['secret']) == s['commitment'])
    check('种子', draw['seed'] == sha('|'.join(['cixi-draw/v1', draw['title'], over['listHash'], over['policyHash'], *(s['used'] for s in shares), draw['publicNumber']])))
by_code, first = (lambda text: text.encode('utf-16-be')), {}  # 同一家庭的几个申请，都用其中最小的编号
people = {a['no']: a for a in sorted(rows, key=lambda a: by_code(a['no']))}
for no, a in people.items(): first.setdefault(a.get('family', ('', no)), no)
ticket = {no: sha(draw['seed'] + '|' + first[a.get('family', ('', no))]) for no, a in people.items()}
check('签号表 tickets.txt', read('tickets.txt') == ''.join(f'{ticket[no]}  {no}\n' for no in sorted(people, key=ticket.get)))

# 二、名单和种子就是批次文件里的，结果就是这个批次文件的
rnd, result = (json.loads(read(name)) for name in ('round.json', 'result.json'))
check('批次文件 round.json 是这份名单加上种子', rnd == {**head, 'format': rnd['format'], 'seed': draw['seed'], 'applicants': rows})
check('结果写明的批次文件指纹', result['inputHash'] == 'sha256:' + sha(read('round.json').rstrip('\n')) and result['round'] == rnd['id'])

# 三、次序：按 order 逐项比较，前一项相同才比后一项；签号也相同的按编号
points = lambda written: round(float(written) * 100) / 100
def value(no, key, wish):
    if key == 'ticket': return ticket[no]
    if key in ('class', 'priority'): return wish[key]
    return people[no]['ties'][key[5:]] if key.startswith('ties.') else points(people[no]['points']) if key == 'points' else people[no][key]
def ranked(wishes, order=rnd['order']):
    line = sorted(wishes, key=by_code)
    for part in reversed(order):
        code = lambda no: (lambda v: by_code(v) if isinstance(v, str) else v)(value(no, part['key'], wishes[no]))
        line.sort(key=code, reverse=part['dir'] == 'desc')
    return line
def last(nos, wishes):  # 分数线：最后一名的各项
    if not nos: return {}
    shown = {part['key']: value(nos[-1], part['key'], wishes[nos[-1]]) for part in rnd['order']}
    ties = {key[5:]: shown.pop(key) for key in list(shown) if key.startswith('ties.')}
    return {'last': {**shown, 'ties': ties} if ties else shown}
def takes_part(a, wish):  # 审核没有拒绝，本人同意参加
    return 'refused' not in a and 'refused' not in wish and a.get('consent', rnd['mechanism'] != 'ranked-quota')
seat, cutoffs, places = {}, [], rnd.get('places', [])

# 四、单一名单：各组先取本组名额，再由全市取其余；同分同录时，与最后一名各项相同的也取
if rnd['mechanism'] != 'deferred-acceptance':
    wishes = {no: (a.get('wishes') or [{}])[0] for no, a in people.items()}
    line, quotas = ranked(wishes), {q['group']: q['places'] for q in rnd.get('quotas', [])}
    check('全部名次', result.get('order') == line)
    able = [no for no in line if takes_part(people[no], wishes[no]) and ('line' not in rnd or points(people[no]['points']) >= points(rnd['line']))]
    equal = lambda a, b: all(value(a, part['key'], wishes[a]) == value(b, part['key'], wishes[b]) for part in rnd['order'][:-1])
    where = places[0]['id'] if places else 'city'
    def take(waiting, count, place, kind):
        taken = waiting[:count] + [no for no in waiting[count:] if count and rnd.get('equals') == 'admit' and equal(no, waiting[count - 1])]
        for no in taken: seat[no] = {'place': people[no]['group'] if people[no].get('group') in quotas else where, 'kind': kind}
        cutoffs.append({'place': place, 'capacity': count, 'filled': len(taken), **last(taken, wishes)})
        return max(0, count - len(taken)) if rnd.get('reversion') == 'city-order' else 0
    spare = sum([take([no for no in able if people[no].get('group') == group], count, group, 'quota') for group, count in quotas.items()])
    total = rnd['total'] if 'total' in rnd else places[0]['capacity'] if places else None
    if total is not None: take([no for no in able if no not in seat], total - sum(quotas.values()) + spare, where, 'open')

# 五、按志愿：每人先申请第一志愿，各处留下排在最前的，没留下的再申请下一志愿，直到没有人再动
def keep(place, nos):  # 一处留下谁：按标签预留的名额，公开的名额
    own = place.get('reserved', {'tag': None, 'count': 0, 'precedence': ''})
    begin = place['capacity'] - own['count'] if own['precedence'] == 'open-first' else 0
    held = [no for no in nos[begin:] if own['tag'] in people[no].get('tags', [])][:own['count']]
    taken = set(held)
    return held, [no for no in nos if no not in taken][:place['capacity'] - len(held)]
def propose(moved):
    wishes, got, moving = {p['id']: {} for p in places}, {}, list(people)
    for no, a in people.items():
        for w in a.get('wishes', []): wishes[w['place']][no] = {**w, 'class': rnd['siblings']['class']} if (no, w['place']) in moved else w
    rank = {p: {no: i for i, no in enumerate(ranked(of))} for p, of in wishes.items()}
    ahead = {no: [(nth, w['place']) for nth, w in enumerate(a.get('wishes', []), 1) if takes_part(a, w)] for no, a in people.items()}
    inside = {p: [] for p in wishes}
    while moving:
        for no in moving:
            if ahead[no]:
                got[no], p = ahead[no].pop(0)
                inside[p].append(no)
        moving = []
        for place in places:
            p = place['id']
            inside[p].sort(key=rank[p].get)
            stay = set().union(*keep(place, inside[p]))
            moving += [no for no in inside[p] if no not in stay]
            inside[p] = [no for no in inside[p] if no in stay]
    return wishes, got, inside
if rnd['mechanism'] == 'deferred-acceptance':
    moved, siblings = set(), rnd.get('siblings')
    if siblings:  # 先运行一遍；同一家庭排在最前的人得到某处，其他人也填报那里的，全家填报那里的志愿都改按同胞类别，再运行一遍
        at, home = {no: p for p, nos in propose(set())[2].items() for no in nos}, {}
        for no in ranked(dict.fromkeys(people), [part for part in rnd['order'] if part['key'] not in ('class', 'priority')]):
            if 'family' in people[no] and takes_part(people[no], {}): home.setdefault(people[no]['family'], []).append(no)
        for first, *others in home.values():
            better = lambda no: {(no, w['place']) for w in people[no].get('wishes', []) if w['place'] == at.get(first) and takes_part(people[no], w) and siblings['class'] < w['class']}
            following = set().union(*map(better, others))
            if following: moved |= following | better(first)
        check('改按同胞类别的志愿', result.get('siblings') == [{'no': no, 'place': p} for no, p in sorted(moved, key=lambda each: by_code(each[0]))])
    wishes, got, inside = propose(moved)
    for place in places:
        p = place['id']
        held, rest = keep(place, inside[p])
        for no in held + rest: seat[no] = {'place': p, 'wish': got[no], 'kind': 'reserved' if no in held else 'open'}
        row = {'place': p, 'capacity': place['capacity'], 'filled': len(inside[p]), **last(rest, wishes[p])}
        if place.get('reserved', {}).get('count'): row['reserved'] = {'capacity': place['reserved']['count'], 'filled': len(held), **last(held, wishes[p])}
        cutoffs.append(row)

# 六、与公布的结果逐人、逐处比较
without_reasons = [{key: v for key, v in s.items() if key != 'why'} for s in result['seats']]
check('每人的名额 seats', without_reasons == [{'no': a['no'], **seat.get(a['no'], {'place': None})} for a in rnd['applicants']])
check('每处的分数线 cutoffs', result['cutoffs'] == cutoffs)
print('全部通过' if not faults else f'有 {len(faults)} 处不符')
sys.exit(1 if faults else 0)
