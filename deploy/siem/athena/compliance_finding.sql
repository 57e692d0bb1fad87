CREATE EXTERNAL TABLE IF NOT EXISTS plumbline_compliance_finding (
  `time` bigint,
  `class_uid` int,
  `class_name` string,
  `category_uid` int,
  `category_name` string,
  `activity_id` int,
  `activity_name` string,
  `type_uid` int,
  `type_name` string,
  `severity_id` int,
  `severity` string,
  `status_id` int,
  `status` string,
  `message` string,
  `metadata` struct<version:string,uid:string,correlation_uid:string,event_code:string,profiles:array<string>,labels:array<string>,product:struct<name:string,vendor_name:string,uid:string,version:string>>,
  `cloud` struct<provider:string,region:string,account:struct<uid:string,name:string,type:string,type_id:int>>,
  `finding_info` struct<uid:string,title:string,desc:string,types:array<string>,created_time:bigint,first_seen_time:bigint,last_seen_time:bigint,modified_time:bigint,analytic:struct<uid:string,name:string,type:string,type_id:int,version:string>>,
  `compliance` struct<status_id:int,status:string,status_details:array<string>,control:string,desc:string,standards:array<string>,requirements:array<string>,checks:array<struct<uid:string,name:string,standards:array<string>,status_id:int,status:string>>>,
  `resources` array<struct<uid:string,name:string,type:string,region:string,labels:array<string>,role_id:int,role:string>>,
  `evidences` array<struct<uid:string,name:string,api:struct<operation:string,service:struct<name:string>>,data:string>>,
  `remediation` struct<desc:string,references:array<string>>,
  `observables` array<struct<name:string,type_id:int,type:string,value:string>>,
  `comment` string,
  `unmapped` map<string,string>
)
PARTITIONED BY (
  `region` string,
  `accountid` string,
  `eventday` string
)
STORED AS PARQUET
LOCATION 's3://BUCKET/ext/plumbline/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'injected',
  'projection.accountid.type' = 'injected',
  'projection.eventday.type' = 'date',
  'projection.eventday.format' = 'yyyyMMdd',
  'projection.eventday.range' = '20260101,NOW',
  'storage.location.template' = 's3://BUCKET/ext/plumbline/region=${region}/accountId=${accountid}/eventDay=${eventday}/'
);
