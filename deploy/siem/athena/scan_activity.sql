CREATE EXTERNAL TABLE IF NOT EXISTS plumbline_scan_activity (
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
  `status_detail` string,
  `start_time` bigint,
  `end_time` bigint,
  `duration` bigint,
  `total` bigint,
  `scan` struct<uid:string,name:string,type_id:int,type:string>,
  `unmapped` map<string,string>
)
PARTITIONED BY (
  `region` string,
  `accountid` string,
  `eventday` string
)
STORED AS PARQUET
LOCATION 's3://BUCKET/ext/plumbline-scans/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'injected',
  'projection.accountid.type' = 'injected',
  'projection.eventday.type' = 'date',
  'projection.eventday.format' = 'yyyyMMdd',
  'projection.eventday.range' = '20260101,NOW',
  'storage.location.template' = 's3://BUCKET/ext/plumbline-scans/region=${region}/accountId=${accountid}/eventDay=${eventday}/'
);
