"""The first schema: register, cadres, cards, journal, search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of the first release."""
    op.create_table(
        "area",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("former_names", sa.String(length=200), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("liaison", sa.String(length=60), nullable=True),
        sa.Column("liaison_phone", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_area_parent_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_area_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_area_parent_id"), "area", ["parent_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("last_public_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("name", name=op.f("uq_desk_name")),
    )
    op.create_table(
        "form_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_draft")),
        sa.UniqueConstraint("actor", "form", "record", name=op.f("uq_form_draft_actor")),
    )
    op.create_table(
        "rule_set",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint("name", name=op.f("uq_rule_set_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rule_set_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "team",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_team_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_unit_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cadre",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("rank", sa.String(length=60), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("skills", sa.String(length=200), nullable=True),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("posting", sa.String(length=200), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_cadre_team_id_team")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_cadre_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cadre_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cadre_name_key"), "cadre", ["name_key"], unique=False)
    op.create_index(op.f("ix_cadre_team_id"), "cadre", ["team_id"], unique=False)
    op.create_index(op.f("ix_cadre_unit_id"), "cadre", ["unit_id"], unique=False)
    op.create_table(
        "household",
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("number_key", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("grid", sa.String(length=200), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=True),
        sa.Column("traits", sa.String(length=200), nullable=True),
        sa.Column("difficulty", sa.String(length=60), nullable=True),
        sa.Column("register_kind", sa.String(length=60), nullable=True),
        sa.Column("land", sa.Float(), nullable=True),
        sa.Column("paddy", sa.Float(), nullable=True),
        sa.Column("dry_land", sa.Float(), nullable=True),
        sa.Column("forest", sa.Float(), nullable=True),
        sa.Column("orchard", sa.Float(), nullable=True),
        sa.Column("water_area", sa.Float(), nullable=True),
        sa.Column("crops", sa.String(length=200), nullable=True),
        sa.Column("livestock", sa.String(length=200), nullable=True),
        sa.Column("machinery", sa.String(length=200), nullable=True),
        sa.Column("cooperative", sa.String(length=200), nullable=True),
        sa.Column("income_year", sa.Integer(), nullable=True),
        sa.Column("income", sa.Float(), nullable=True),
        sa.Column("net_income", sa.Float(), nullable=True),
        sa.Column("wage_income", sa.Float(), nullable=True),
        sa.Column("business_income", sa.Float(), nullable=True),
        sa.Column("property_income", sa.Float(), nullable=True),
        sa.Column("transfer_income", sa.Float(), nullable=True),
        sa.Column("business_cost", sa.Float(), nullable=True),
        sa.Column("floor_area", sa.Float(), nullable=True),
        sa.Column("housing", sa.String(length=60), nullable=True),
        sa.Column("built_year", sa.Integer(), nullable=True),
        sa.Column("safety", sa.String(length=60), nullable=True),
        sa.Column("water", sa.String(length=60), nullable=True),
        sa.Column("electricity", sa.String(length=200), nullable=True),
        sa.Column("road", sa.String(length=60), nullable=True),
        sa.Column("toilet", sa.String(length=60), nullable=True),
        sa.Column("fuel", sa.String(length=60), nullable=True),
        sa.Column("broadcast", sa.String(length=200), nullable=True),
        sa.Column("network", sa.String(length=200), nullable=True),
        sa.Column("need", sa.String(length=200), nullable=True),
        sa.Column("request", sa.String(length=200), nullable=True),
        sa.Column("wish", sa.String(length=200), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["area.id"], name=op.f("fk_household_group_id_area")),
        sa.ForeignKeyConstraint(
            ["village_id"], ["area.id"], name=op.f("fk_household_village_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("public_id", name=op.f("uq_household_public_id")),
        sa.UniqueConstraint("village_id", "number", name=op.f("uq_household_village_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_household_group_id"), "household", ["group_id"], unique=False)
    op.create_index(
        "ix_household_place",
        "household",
        ["village_id", "group_id", "number_key", "until"],
        unique=False,
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_operation_desk_id_desk")),
        sa.ForeignKeyConstraint(
            ["undoes"], ["operation.id"], name=op.f("fk_operation_undoes_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("desk_id", "sequence", name=op.f("uq_operation_desk_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operation_undoes"), "operation", ["undoes"], unique=False)
    op.create_table(
        "rule",
        sa.Column("rule_set_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("applies_to", sa.String(length=60), nullable=False),
        sa.Column("comparison", sa.String(length=2), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("way_of_counting", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_rule_rule_set_id_rule_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rule_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rule_rule_set_id"), "rule", ["rule_set_id"], unique=False)
    op.create_table(
        "station",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("hotline", sa.String(length=40), nullable=True),
        sa.Column("card_title", sa.String(length=40), nullable=False),
        sa.Column("promises", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_station_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("area_id", name=op.f("uq_station_area_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_station_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=6), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("kind", "record_id", "operation_id", name=op.f("uq_change_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_table(
        "contact_card",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("layout", sa.String(length=8), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("handed_out_on", sa.Date(), nullable=True),
        sa.Column("receiver", sa.String(length=60), nullable=True),
        sa.Column("receipt_way", sa.String(length=12), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(length=200), nullable=True),
        sa.Column("shown_village", sa.String(length=60), nullable=False),
        sa.Column("shown_group", sa.String(length=60), nullable=False),
        sa.Column("shown_household_number", sa.String(length=40), nullable=False),
        sa.Column("shown_head", sa.String(length=60), nullable=False),
        sa.Column("shown_cadre", sa.String(length=60), nullable=False),
        sa.Column("shown_post", sa.String(length=200), nullable=False),
        sa.Column("shown_unit", sa.String(length=100), nullable=False),
        sa.Column("shown_address", sa.String(length=200), nullable=False),
        sa.Column("shown_phone", sa.String(length=40), nullable=False),
        sa.Column("shown_email", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cadre_id"], ["cadre.id"], name=op.f("fk_contact_card_cadre_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_contact_card_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_card")),
        sa.UniqueConstraint("number", name=op.f("uq_contact_card_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_card_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_card_cadre_id"), "contact_card", ["cadre_id"], unique=False)
    op.create_index(
        op.f("ix_contact_card_household_id"), "contact_card", ["household_id"], unique=False
    )
    op.create_index(op.f("ix_contact_card_state"), "contact_card", ["state"], unique=False)
    op.create_table(
        "pairing",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_pairing_cadre_id_cadre")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_pairing_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint(
            "household_id", "cadre_id", "way", "since", name=op.f("uq_pairing_household_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pairing_cadre_id"), "pairing", ["cadre_id"], unique=False)
    op.create_index(op.f("ix_pairing_household_id"), "pairing", ["household_id"], unique=False)
    op.create_table(
        "resident",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("relation_code", sa.String(length=2), nullable=True),
        sa.Column("id_state", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=60), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.String(length=60), nullable=True),
        sa.Column("id_number", sa.String(length=32), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("other_phones", sa.String(length=200), nullable=True),
        sa.Column("political", sa.String(length=60), nullable=True),
        sa.Column("marital", sa.String(length=60), nullable=True),
        sa.Column("language", sa.String(length=200), nullable=True),
        sa.Column("whereabouts", sa.String(length=60), nullable=True),
        sa.Column("education", sa.String(length=60), nullable=True),
        sa.Column("school", sa.String(length=200), nullable=True),
        sa.Column("labour", sa.String(length=60), nullable=True),
        sa.Column("occupation", sa.String(length=60), nullable=True),
        sa.Column("work_place", sa.String(length=200), nullable=True),
        sa.Column("employer", sa.String(length=200), nullable=True),
        sa.Column("work_months", sa.Integer(), nullable=True),
        sa.Column("health", sa.String(length=60), nullable=True),
        sa.Column("medical", sa.String(length=200), nullable=True),
        sa.Column("pension", sa.String(length=200), nullable=True),
        sa.Column("disability", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_resident_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident")),
        sa.UniqueConstraint("public_id", name=op.f("uq_resident_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_resident_household_id"), "resident", ["household_id"], unique=False)
    op.create_index("ix_resident_id_number", "resident", ["id_number"], unique=False)
    op.create_index(op.f("ix_resident_name_key"), "resident", ["name_key"], unique=False)
    op.create_index(
        "uq_resident_head",
        "resident",
        ["household_id"],
        unique=True,
        sqlite_where=sa.text("is_head"),
        postgresql_where=sa.text("is_head"),
    )
    op.create_table(
        "card_event",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("receiver", sa.String(length=60), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["contact_card.id"], name=op.f("fk_card_event_card_id_contact_card")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_card_event_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_card_event_card_id"), "card_event", ["card_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "tokens, tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
        )
    else:
        op.execute("CREATE TABLE search_index (rowid BIGINT PRIMARY KEY, tokens TEXT NOT NULL)")
        op.execute(
            "CREATE INDEX ix_search_index_tokens ON search_index "
            "USING gin (to_tsvector('simple', tokens))"
        )
