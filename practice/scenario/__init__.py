"""Role-play scenarios: the format `empathy-roleplay/1`, the engine, the score, the checks. Pure.

    report = check_text("parcel-birthday.yaml", text)   # practice.scenario.check
    report.is_publishable                               # no error, and every state was searched
    scenario = report.scenario                          # practice.scenario.shapes.Scenario

    state = start(scenario)                             # practice.scenario.engine
    options(scenario, state)                            # what can be chosen
    state = step(scenario, state, "a")                  # raises NotOfferedError
    replay(scenario, turns)                             # all states of a stored run
    enter_at(scenario, "hot", {"trust": 2})             # try it out from anywhere

    score(scenario, turns, span=report.span)            # practice.scenario.score
    report.span.expert                                  # the turns of the expert's path

Store a run as its turns (`Turn`: node, choice, noticed) with id, version and `source_hash` of the
file; state and score are worked out again. `span` is plain numbers and turns, to be stored when a
scenario is published, so that no request has to search. A scenario in another language is made by
`translated` (practice.scenario.source.overlay) and plays the same turns.
"""
