"""A demonstration programme: invented people, and a table told from the public record of 2023 in other words."""
