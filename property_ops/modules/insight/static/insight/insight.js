"use strict";

// Draws the charts of the half-year table from the JSON in the page.
const source = document.getElementById("insight-data");
if (source && window.echarts) {
  const data = JSON.parse(source.textContent);
  const colours = ["#17594f", "#d39b3b", "#6d9fb3"];
  for (const place of document.querySelectorAll("[data-chart]")) {
    const { names, series } = data[place.dataset.chart];
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      color: colours,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      animation: false,
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { top: 4 },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: { type: "category", data: names, axisLabel: { interval: 0, rotate: names.length > 6 ? 30 : 0 } },
      yAxis: { type: "value", name: data.unit },
      series: series.map(({ name, values }) => ({ name, type: "bar", barMaxWidth: 28, data: values.map(Number) })),
    });
    window.addEventListener("resize", () => chart.resize());
  }
}
