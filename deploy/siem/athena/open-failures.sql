-- What fails now in one account: each finding as it was told last. Set region and account.
SELECT finding, severity, control, title, resource, reason, day
FROM (
  SELECT
    finding_info.uid AS finding,
    severity,
    compliance.control AS control,
    finding_info.title AS title,
    resources[1].uid AS resource,
    finding_info."desc" AS reason,
    compliance.status_id AS status,
    status_id AS state,
    eventday AS day,
    row_number() OVER (PARTITION BY finding_info.uid ORDER BY "time" DESC) AS place
  FROM plumbline_compliance_finding
  WHERE region = 'eu-west-1' AND accountid = '111122223333' AND eventday >= '20260101'
) AS told
WHERE place = 1 AND status = 3 AND state <> 4
ORDER BY severity, control;
