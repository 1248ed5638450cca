// In a large collection tasks are folded: into the sections of their plan, these into the plan. A section is a node of
// the page alone, in a column above its plan, since below stand tasks (place.js sets it there); a plan of one section or
// none has no such nodes.
{
  const FOLD = 400; // above so many tasks they are folded
  const WIDTH = 16; // characters of a label
  const ROW = 70; // page units from one section to the next: two lines can be read from half size on
  const tasks = KG.nodes.filter((node) => node.group === "task");
  KG.large = tasks.length > FOLD;
  KG.total = KG.nodes.length; // what there is to show, sections apart

  const tasksOf = new Map(), sectionsOf = new Map(), sectionOf = new Map();
  const add = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  for (const { id, plan } of tasks) if (plan !== undefined) add(tasksOf, plan, id);
  KG.tasksOf = (id) => tasksOf.get(id) || []; // of a plan or a section
  KG.sectionsOf = (plan) => sectionsOf.get(plan) || [];
  // What a task opens with: its section, else its plan.
  KG.foldOf = (task) => sectionOf.get(task) ?? KG.nodes[task].plan;

  const section = (plan, name, of, above) => {
    const id = KG.nodes.length, iri = `${KG.nodes[plan].iri}/${name}`;
    const label = name.length > WIDTH ? `${name.slice(0, WIDTH - 1)}…` : name;
    KG.nodes.push({ id, iri, name, label, plan, group: "section", tone: "section", above: above * ROW });
    KG.touching.push([]);
    KG.byIri.set(iri, id);
    tasksOf.set(id, of);
    add(sectionsOf, plan, id);
    for (const task of of) sectionOf.set(task, id);
  };
  for (const [plan, of] of KG.large ? [...tasksOf] : []) {
    const named = new Map();
    for (const id of of) if (KG.list(KG.nodes[id], "section").length) add(named, KG.nodes[id].section[0], id);
    if (named.size > 1) [...named].forEach(([name, within], place) => section(plan, name, within, named.size - place));
  }

  // A label, with how many tasks that pass the filters are folded into the node.
  KG.label = ({ id, label }) => {
    const count = KG.drawn.folds?.get(id);
    return count ? `${label}\n${KG.say("tasks-in", count)}` : label;
  };
}
