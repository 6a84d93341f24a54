// The blocks of a post as its editor knows them: those that only an import makes are shown where they stand
// in a post, but not offered for a new one. (Wagtail's own counts say "too many", and go on offering.)
class BodyBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
  constructor(name, groups, initialStates, meta) {
    super(name, groups, initialStates, meta);
    const isOffered = (block) => !meta.importOnly.includes(block.name);
    this.groupedChildBlockDefs = groups.map(([group, blocks]) => [group, blocks.filter(isOffered)]);
  }
}
window.telepath.register("blog.blocks.BodyBlock", BodyBlockDefinition);
