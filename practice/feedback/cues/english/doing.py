"""Words that take something in hand."""

# ruff: noqa: E501 - a pattern reads better on one line than cut anywhere

from __future__ import annotations

from practice.feedback.cues.cue import Cue, any_of, pattern

_DO = any_of(
    "add arrange ask attach block book bring call cancel carry change chase check clear close collect",
    "connect copy correct credit cut deliver draw_up drop email e-mail escort extend fetch file fill",
    "find fix flag freeze get give hand hold introduce keep lock look mail make mark meet message",
    "move open order page pause pay phone pick post print pull push put raise rebook record refund",
    "release remind remove reopen replace report resend reserve reset restart reverse ring run save",
    "search send set share show sign sit sort speak start stay stop switch take talk text trace track",
    "transfer turn unlock update waive walk watch write read come drive translate",
    "adjust authorize approve apply release escort swap split cover step stand clean tear test",
)
_DOING = any_of(
    "adding arranging asking blocking booking bringing calling cancelling canceling changing chasing",
    "checking clearing closing connecting correcting crediting cutting deleting drawing_up emailing",
    "filing fixing freezing getting handing holding keeping looking_(?:at|into|it|for_the|up)",
    "messaging moving noting opening ordering paging pausing paying phoning pulling_up pulling_the",
    "putting raising rebooking refunding releasing removing replacing reporting resending resetting",
    "ringing sending setting sorting starting stopping switching taking tearing texting",
    "tracing unlocking updating waiving walking writing revoking printing bringing making_sure",
    "reading introducing escalating_this_(?:today|now|myself) requesting crediting reopening on_it",
)
_DONE = any_of(
    "added arranged asked attached blocked booked brought cancelled canceled changed checked cleared",
    "corrected credited cut deleted emailed filed fixed flagged found frozen held kept locked logged",
    "marked messaged moved noted opened ordered paged paid paused phoned posted printed pulled put",
    "raised rebooked refunded released removed reopened replaced reported reserved reset reversed",
    "rung sent set spoken_to started stopped switched taken_(?:it|that|off|your|this|out) taken_the_(?:fee|charge|fine|note|name) texted",
    "unlocked updated waived written",
)
_VAGUE = (
    r"\b(?:let me (?:explain|tell|be|know|see if|just say|finish|speak|ask you)|note it down|make a note|look forward|give you a tip|"
    r"put you (?:through|on hold|back)|transfer you|pass (?:it|this|that|you) on|pass you|as soon as (?:possible|we can)|get back to you|do (?:my|our) best|"
    r"see what I can do|see what can be|ask you to|have to ask|need to ask|when I(?:'ve)? got a (?:minute|moment)|at some point|in due course|speak (?:to|with) (?:someone|somebody) else|"
    r"give you (?:our|the) (?:complaint|website|policy)|keep (?:this|it) short|take your (?:comments|feedback)|stop you there|put it (?:this|that) way|take (?:that|it) as|end (?:the|this) call|look (?:it )?up (?:yourself|online)|see no|share your (?:frustration|concern)|take (?:this|that) (?:seriously|personally)|read (?:the|our) (?:terms|policy)|turn to)\b|"
    r"\b(?:can't|cannot|won't|not able|couldn't|unable|don't|doesn't|didn't|never|only if|if you)\b"
)
ACT: tuple[Cue, ...] = (
    Cue("acts", pattern(r"\b(?:I'll|I will|I'm going to|I am going to|we'll|we will|let me|I can|we can|I shall) (?:now |also |just |then |personally |go and |still |even |happily |first |at once |gladly |quickly |myself |both |be |have (?:it|that|them) |right away )*" + _DO + r"\b[^.?!]*"), veto=pattern(_VAGUE)),
    Cue("acts", pattern(r"\b(?:I've|I have|I've just|I have just|we've|we have) (?:now |also |just |already |personally )*" + _DONE + r"\b[^.?!]*"), veto=pattern(r"\b(?:can't|cannot|won't)\b|already (?:told|explained|asked|checked)|sent you (?:that|this|it) already|made (?:myself|a mistake)|\bI've (?:already )?(?:noted|checked) (?:that|your) (?:comment|frustration|feedback)|noted (?:your|that)\b|asked you|set (?:rules|hours)|put up with")),
    Cue("acts", pattern(r"\bI(?:'m| am) (?:now |just |already |personally )*" + _DOING + r"\b[^.?!]*"), veto=pattern(r"\blooking forward\b|\bI'm calling (?:about|because|from|on behalf)|\basking you\b|\bnot\b|n't\b|taking (?:my|a) (?:break|lunch)|getting (?:tired|annoyed|upset)|closing (?:this|the) (?:chat|case|ticket) (?:now|if)")),
    Cue("acts", pattern(r"\b(?:that(?:'s| is| was)|this(?: one)? is) (?:our|my) (?:mistake|fault|error|doing|job|slip)\b|\bI(?:'ll| will)? own this\b|\bour (?:mistake|fault|error)[.,;!]|\b(?:leaves|will be|'ll be|is|are|be) (?:with you|in your (?:inbox|account|hands)|at your (?:door|desk)|there|back|on (?:its|the) way|ready|done|here) (?:by|at|before|within|in|from|today|tonight|tomorrow|this|until|on) [^.?!]*"), veto=pattern(r"\bnot\b|n't\b|\bif\b|\bonly\b|\?")),
    Cue("acts", pattern(r"\b(?:has been|'s been|is|are|it's|they're|that's|'s) (?:now |already |just )?(?:booked|cancelled|canceled|corrected|blocked|changed|sorted|refunded|unlocked|reserved|moved|paged|open again|approved|waived|switched|extended|replaced|credited|rebooked)\b[^.?!]*"), "perhaps", pattern(r"\bnot\b|n't\b|\bif\b|\?|\bonly\b|cannot|until|unless|when\b")),
)  # fmt: skip
