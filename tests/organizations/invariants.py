"""What must hold of the tree and its people after everything that is done to them."""

from tusoi.organizations.models import FormerPath, Membership, Person, Unit
from tusoi.organizations.paths import AuthorityPaths, authority_paths, parent, path_end
from tusoi.rules.terms import UnitFamily, UnitLevel


def broken() -> list[str]:
    """Every promise that does not hold, in words; nothing when all is well."""
    return [*_units(), *_people(), *_former_paths()]


def _units() -> list[str]:
    found = []
    authorities: dict[int, AuthorityPaths] = {}
    units = list(Unit.objects.select_related("parent", "party_unit").order_by("path"))
    for unit in units:
        above = authorities.get(unit.parent_id or 0, AuthorityPaths())
        authorities[unit.pk] = authority_paths(
            path=unit.path, level=UnitLevel(unit.level), family=UnitFamily(unit.family), parents=above
        )
        stored = {name: getattr(unit, name) for name in above.columns()}
        if parent(unit.path) != (unit.parent.path if unit.parent else ""):
            found.append(f"{unit.code}: path does not follow from the parent")
        if stored != authorities[unit.pk].columns():
            found.append(f"{unit.code}: authority paths are wrong")
        if unit.valid_to is None and unit.parent and unit.parent.valid_to is not None:
            found.append(f"{unit.code}: in force below a closed unit")
        below = Person.objects.filter(home_path__gte=unit.path, home_path__lt=path_end(unit.path)).count()
        if unit.member_count != below:
            found.append(f"{unit.code}: counts {unit.member_count} members, there are {below}")
        if unit.family == UnitFamily.AGENCY and unit.party_unit_id != unit.parent_id:
            found.append(f"{unit.code}: agency does not stand below its party unit")
    return found


def _people() -> list[str]:
    found = []
    for person in Person.objects.select_related("branch"):
        running = list(Membership.objects.filter(person=person, valid_to__isnull=True).values_list("branch", flat=True))
        if person.branch is None or running != [person.branch_id]:
            found.append(f"{person.full_name}: not in exactly one branch")
        elif person.home_path != person.branch.path:
            found.append(f"{person.full_name}: home path is not the branch's")
        elif person.branch.valid_to is not None:
            found.append(f"{person.full_name}: in a closed branch")
    return found


def _former_paths() -> list[str]:
    current = set(Unit.objects.values_list("path", flat=True))
    former = FormerPath.objects.values_list("path", flat=True)
    return [f"{path}: a former path was given again" for path in former if path in current]
