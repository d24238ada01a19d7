"""Lists of cadres and pairings in other words and layouts."""

import csv

from liaison_desktop.excel.read import read_cadres, read_pairings

MOBILE, OTHER = "13929253489", "15811941131"


def table(tmp_path, rows, ending=".csv"):
    path = tmp_path / f"表{ending}"
    with path.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_cadres_in_other_words(tmp_path):
    path = table(
        tmp_path,
        [
            ["挂钩干部花名册"],
            ["序号", "工作单位", "干部姓名", "职务", "级别", "手机", "联户数", "邮箱"],
            ["1", "县政府", "赵 敏", "主任", "正科级", f"{MOBILE}/{OTHER}", "5户", "a@b.cn"],
            ["2", "", "钱强", "科员", "一般干部", "无", "", ""],
            ["合计", "", "2人"],
        ],
    )
    first, second = read_cadres(path).rows
    assert first.values == {
        "unit": "县政府", "name": "赵敏", "post": "主任", "rank": "141", "phone": MOBILE,
        "quota": 5, "email": "a@b.cn", "note": f"其他电话：{OTHER}",
    }  # fmt: skip
    assert (second.line, second.values["name"], second.values["rank"]) == (4, "钱强", "general")


def test_pairings_with_a_row_a_household(tmp_path):
    path = table(
        tmp_path,
        [
            ["中和村干部结对联户安排表"],
            ["干部姓名", "单位", "联系电话", "村民小组", "户主姓名", "户主电话", "户编号"],
            ["赵敏", "县政府", MOBILE, "一组", "张三", OTHER, "ZH0001"],
            ["", "", "", "一组", "李 四", "", "ZH0002"],
            ["同上", "", "", "二组", "王五", "", "ZH0003"],
            ["合计", "", "", "", "3户"],
        ],
    )
    rows = read_pairings(path).rows
    assert [row.values["households"] for row in rows] == ["张三", "李四", "王五"]
    assert {row.values["cadre"] for row in rows} == {"赵敏"}
    assert {row.values["cadre_phone"] for row in rows} == {MOBILE}
    assert {row.values["village"] for row in rows} == {"中和村"}
    assert [row.values["number"] for row in rows] == ["ZH0001", "ZH0002", "ZH0003"]
