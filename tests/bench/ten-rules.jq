# The same ten rules as ten-rules.sch for jq: one line a finding, the rule's name first.
def listed: if . == null then [] elif type == "array" then . else [.] end;
def number: if type == "object" then .value else . end;
def below(kind): .with // [] | map(select(.block == kind));
. as $all
| ($all[] | select(.block == "plan").period.to) as $period_end
| $all[]
| if .block | endswith("goal") then
    . as $goal
    | (if ([below("objective")[].budget // 0 | number] | add // 0) > (.budget | number) then "budget-sum: " + .title else empty end),
      (below("objective")[] | . as $objective
       | (if (.owner // $goal.owner) == null then "no-owner: " + .title else empty end),
         (if (.by // ([below("indicator")[].target | objects | .by] | map(select(. != null)) | first)) == null then "no-deadline: " + .title else empty end),
         (if ($goal.block == "social goal") and ([below("indicator")[].kind] | index("result")) == null then "no-result-indicator: " + .title else empty end)),
      ((below("indicator")[], (below("objective")[] | below("indicator")[]))
       | (if .target == null then "no-target: " + .title else empty end),
         (if .source == null then "no-source: " + .title else empty end),
         (if .kind == "result" and .baseline == null then "no-baseline: " + .title else empty end),
         (if (.target | type == "object") and .target.by != null and .target.by > $period_end then "deadline-outside-period: " + .title else empty end))
  elif .block == "incentive" then
    (if ([.rewards | listed[] | number] | add) != 100 then "weights-not-100: " + .title else empty end)
  elif .block == "weakness" or .block == "threat" then
    (if ."answered by" == null then "swot-unanswered: " + .title else empty end)
  else empty end
