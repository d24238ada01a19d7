"""The pages 走访日记, 民情台账 and 矛盾纠纷."""
