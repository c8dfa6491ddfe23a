"""H5P Branching Scenario: a `content.json`, alone or in the zip that H5P writes."""
